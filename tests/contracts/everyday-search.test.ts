import { readFileSync } from 'node:fs';
import { assert, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { loadKnowledge } from '../../src/catalog/knowledge/load-knowledge.ts';
import { scoreRanking, withoutAccents } from '../../src/catalog/search/evaluate.ts';
import { createSearch } from '../../src/catalog/search/search.ts';

const Fixture = z.array(z.strictObject({ question: z.string(), codes: z.array(z.string()).min(1) }));
const questions = Fixture.parse(parse(readFileSync('tests/fixtures/everyday-questions.yaml', 'utf8'))).map(
  ({ question, codes }) => ({ question, gold_in_corpus: codes }),
);
const loaded = loadKnowledge(process.cwd());
assert(loaded.ok);
const search = createSearch([], loaded.value, { guides: false, namesOnly: true });
const find = (question: string, limit: number) => search.find(question, { limit });

describe('questions in everyday words', () => {
  it('lead to the right procedure first in 88 of 100 cases, among five in 96', () => {
    const score = scoreRanking(find, questions);

    expect(score.questions).toBeGreaterThanOrEqual(80);
    expect(score.hit1).toBeGreaterThanOrEqual(0.88);
    expect(score.hit5).toBeGreaterThanOrEqual(0.96);
  });

  it('lead there without accents too', () => {
    const score = scoreRanking(find, withoutAccents(questions));

    expect(score.hit1).toBeGreaterThanOrEqual(0.82);
    expect(score.hit5).toBeGreaterThanOrEqual(0.94);
  });
});
