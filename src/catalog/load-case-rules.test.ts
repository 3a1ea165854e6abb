import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadCaseRules } from './load-case-rules.ts';

it('the rules of the house are whole, each with its source', async () => {
  const { reopenDays, escalation } = await loadCaseRules('content');
  for (const row of [...reopenDays, ...escalation]) expect(row.source).not.toBe('');
});

it('a row without its source is refused with the name of the file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gan-dan-rules-'));
  await mkdir(join(folder, 'law'));
  const text =
    'spec: 1\nreopenDays: [{ value: 3, effectiveFrom: 2025-07-01, confidence: C }]\nescalation: []\n';
  await writeFile(join(folder, 'law', 'case-rules.yaml'), text);
  await expect(loadCaseRules(folder)).rejects.toThrow(/case-rules\.yaml[\s\S]*source/);
});
