import { describe, expect, it } from 'vitest';
import { decide } from './decide.ts';

const evidence = (values: Partial<Parameters<typeof decide>[0]>) => ({
  scores: [40, 20, 10],
  mass: 40,
  tellingWords: 2,
  rareWord: 8,
  ...values,
});

describe('the decision about a question', () => {
  it('is an answer when one hit stands out', () => {
    expect(decide(evidence({}))).toBe('answer');
  });

  it('is an answer when two are near-equal, for the other can be offered beside it', () => {
    expect(decide(evidence({ scores: [40, 39, 20] }))).toBe('answer');
  });

  it('is a question back when a short question fits three alike', () => {
    expect(decide(evidence({ scores: [40, 39, 38] }))).toBe('clarify');
  });

  it('is an answer when the citizen has told enough, however close the hits', () => {
    expect(decide(evidence({ scores: [40, 39, 38], tellingWords: 12 }))).toBe('answer');
  });

  it('is none when hardly anything of the question is known', () => {
    expect(decide(evidence({ mass: 400 }))).toBe('none');
    expect(decide(evidence({ scores: [5], mass: 5 }))).toBe('none');
    expect(decide(evidence({ scores: [] }))).toBe('none');
  });
});
