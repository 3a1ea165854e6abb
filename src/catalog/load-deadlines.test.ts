import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pickDeadline } from '../rules/deadlines.ts';
import { loadDeadlines } from './load-deadlines.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'deadlines-'));
  await mkdir(join(dir, 'law'));
});
afterAll(() => rm(dir, { recursive: true }));

async function load(text: string) {
  await writeFile(join(dir, 'law', 'deadlines.yaml'), text);
  return loadDeadlines(dir);
}
const row = (id: string, more = '') =>
  `  - { id: ${id}, kind: feedback, step: answer, value: 7, unit: working_day, legalBasis: một luật, confidence: GK, ${more || 'effectiveFrom: 2026-01-01'} }\n`;
const head = 'spec: 1\ndeadlines:\n';

describe('the file of time limits', () => {
  it('becomes rules; what it leaves out means every category, urgent or not, until further notice', async () => {
    expect(await load(head + row('a'))).toEqual([
      {
        id: 'a',
        kind: 'feedback',
        category: null,
        urgent: null,
        step: 'answer',
        duration: { value: 7, unit: 'working_day' },
        legalBasis: 'một luật',
        effectiveFrom: '2026-01-01',
        effectiveTo: null,
        confidence: 'GK',
      },
    ]);
  });

  it.each([
    ['two rows in force together', row('a') + row('b'), '"a" và "b"'],
    [
      'rows that share one day',
      row('a', 'effectiveFrom: 2026-01-01, effectiveTo: 2026-06-30') + row('b', 'effectiveFrom: 2026-06-30'),
      '"a" và "b"',
    ],
    ['a doubled id', row('a') + row('a', 'effectiveFrom: 2026-01-01, urgent: true'), 'id "a"'],
    [
      'an end before the beginning',
      row('a', 'effectiveFrom: 2026-02-01, effectiveTo: 2026-01-31'),
      'ngày cuối',
    ],
    ['no such day', row('a', 'effectiveFrom: 2026-02-30'), 'effectiveFrom'],
    ['an unknown unit', row('a').replace('working_day', 'weeks'), 'unit'],
    ['a limit of nothing', row('a').replace('value: 7', 'value: 0'), 'value'],
    ['a misspelt field', row('a', 'effectiveFrom: 2026-01-01, urgnet: true'), 'urgnet'],
    ['no YAML', '  - {', 'deadlines.yaml'],
  ])('is refused for %s, saying where', async (_, rows, says) => {
    await expect(load(head + rows)).rejects.toThrow(says);
  });

  it('takes rows that follow each other, or differ in urgency', async () => {
    const rows =
      row('a', 'effectiveFrom: 2026-01-01, effectiveTo: 2026-06-30') +
      row('b', 'effectiveFrom: 2026-07-01') +
      row('c', 'effectiveFrom: 2026-01-01, urgent: true');
    expect(await load(head + rows)).toHaveLength(3);
  });
});

describe('the time limits that come with the product', () => {
  const ask = async (
    kind: 'feedback' | 'complaint' | 'denunciation',
    step: 'answer' | 'acceptance' | 'initial_handling',
    on: string,
  ) =>
    pickDeadline(await loadDeadlines('content'), { kind, category: null, urgent: false, step, on })?.duration;

  it('know the complaint law before and after July 2026', async () => {
    expect(await ask('complaint', 'acceptance', '2026-06-30')).toEqual({ value: 10, unit: 'calendar_day' });
    expect(await ask('complaint', 'acceptance', '2026-07-01')).toEqual({ value: 7, unit: 'working_day' });
  });

  it('know a first answer for every kind of case, and mark it as not checked', async () => {
    const rules = await loadDeadlines('content');
    for (const kind of ['feedback', 'suggestion', 'question'] as const) {
      const rule = pickDeadline(rules, {
        kind,
        category: 'x',
        urgent: true,
        step: 'answer',
        on: '2026-11-22',
      });
      expect(rule).toMatchObject({ confidence: 'GK', duration: { unit: 'working_day' } });
    }
    expect(await ask('denunciation', 'initial_handling', '2026-11-22')).toEqual({
      value: 7,
      unit: 'working_day',
    });
  });
});
