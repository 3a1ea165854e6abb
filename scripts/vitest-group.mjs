import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRoot } from './paths.mjs';
import { runStep } from './run-step.mjs';
import { vitestResult } from './test-report.mjs';

/** Runs some projects of vitest.config.ts and adds up what its JSON reporter wrote. */
export async function runVitest({ name, projects, minutes, env = {} }) {
  const dir = mkdtempSync(join(tmpdir(), 'gan-dan-report-'));
  const file = join(dir, 'report.json');
  const chosen = projects.flatMap((project) => ['--project', project]);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  try {
    const args = [inRoot('node_modules', 'vitest', 'vitest.mjs'), 'run', ...chosen, ...reporters];
    const ran = await runStep({ command: process.execPath, args, env, minutes });
    return { result: vitestResult(name, readReport(file), ran), output: ran.output };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
