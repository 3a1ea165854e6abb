import { existsSync } from 'node:fs';
import { runStep } from './run-step.mjs';
import { stepResult } from './test-report.mjs';

/** Each is a script of package.json, so that it can be run alone by the same name. */
export const checkSteps = [
  { name: 'types', script: 'types' },
  { name: 'format and lint', script: 'lint' },
  { name: 'imports', script: 'imports' },
  { name: 'dead code', script: 'dead-code' },
  { name: 'catalog', script: 'check:catalog' },
];

export async function runCheckStep({ name, script }) {
  const { command, first } = npm();
  const ran = await runStep({ command, args: [...first, 'run', '-s', script], minutes: 5 });
  return { result: stepResult(name, ran), output: ran.output };
}

function npm() {
  const path = process.env.npm_execpath;
  if (path?.endsWith('npm-cli.js') && existsSync(path)) return { command: process.execPath, first: [path] };
  return { command: 'npm', first: [] };
}
