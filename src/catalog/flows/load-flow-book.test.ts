import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import type { AnswerRule } from '../../core/answer-rule.ts';
import { err, ok } from '../../core/result.ts';
import { describeFaults } from './faults.ts';
import { loadFlowBook } from './load-flow-book.ts';

const fixtures = fileURLToPath(new URL('../../../tests/fixtures/', import.meta.url));
const rules: Record<string, AnswerRule> = {
  code: { reasons: ['shape'], check: (text) => (/^\d+$/.test(text) ? ok(text) : err('shape')) },
};
const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true });
});

/** A copy of the sound library with some text replaced. */
function libraryWith(changes: readonly { file: string; find: string; put: string }[]): string {
  const root = mkdtempSync(join(tmpdir(), 'gan-dan-flows-'));
  made.push(root);
  cpSync(join(fixtures, 'sound-flows'), root, { recursive: true });
  for (const { file, find, put } of changes) {
    const path = join(root, file);
    mkdirSync(dirname(path), { recursive: true });
    const text = find === '' ? '' : readFileSync(path, 'utf8');
    expect(text, `${file} has the text to replace`).toContain(find);
    writeFileSync(path, find === '' ? put : text.replace(find, () => put));
  }
  return root;
}

/** One fault put into the sound library; `line` only where it is not the line that was changed. */
const Broken = z.strictObject({
  file: z.string(),
  find: z.string(),
  put: z.string(),
  reports: z.string(),
  line: z.number().optional(),
});

describe('the flow book', () => {
  it('is built from a sound library', () => {
    const loaded = loadFlowBook(join(fixtures, 'sound-flows'), { rules });

    expect(loaded.ok ? '' : describeFaults(loaded.error.faults)).toBe('');
  });

  it.each(readdirSync(join(fixtures, 'broken-flows')).sort())('is refused because of %s', (name) => {
    const broken = Broken.parse(parse(readFileSync(join(fixtures, 'broken-flows', name), 'utf8')));
    const loaded = loadFlowBook(libraryWith([broken]), { rules });

    const faults = loaded.ok ? [] : loaded.error.faults;
    expect(faults.map(({ message }) => message).join('\n')).toContain(broken.reports);
    const fault = faults.find(({ message }) => message.includes(broken.reports));
    if (broken.line !== undefined) expect(fault?.line).toBe(broken.line);
    else expect(fault?.line).toBeGreaterThan(1);
  });

  it('names the place of a fault and of no other', () => {
    const file = 'flows/ask/flow.yaml';
    const root = libraryWith([{ file, find: 'none: code', put: 'none: nowhere' }]);

    const loaded = loadFlowBook(root, { rules });

    expect(loaded).toMatchObject({ ok: false, error: { faults: [{ file, line: 12 }] } });
  });

  it('reports all faults at once, in order', () => {
    const root = libraryWith([
      { file: 'flows/ask/flow.yaml', find: 'none: code', put: 'none: nowhere' },
      { file: 'flows/ask/flow.yaml', find: 'save: code,', put: 'save: kode,' },
      { file: 'content/vi/hello/steps.yaml', find: 'end: Nothing', put: 'end: Ask' },
      { file: 'content/en/hello/steps.yaml', find: '{{ward}}', put: '{{word}}' },
    ]);

    const loaded = loadFlowBook(root, { rules });

    const text = loaded.ok ? '' : describeFaults(loaded.error.faults);
    expect(text.split('\n').map((line) => line.split(':', 2).join(':'))).toEqual([
      'content/en/hello/steps.yaml:4',
      'content/vi/hello/steps.yaml:7',
      'flows/ask/flow.yaml:12',
      'flows/ask/flow.yaml:26',
    ]);
  });
});
