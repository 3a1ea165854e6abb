import { describe, expect, it } from 'vitest';
import { readQuestions } from './question-file.ts';

describe('a batch of questions', () => {
  it('may hold JSON rows, JSON strings and plain lines', () => {
    const text = '\uFEFF{"question":"a b","turns":["x","a b"],"extra":1}\n\n"c d"\ne f\n{"no":"question"}\n';

    expect(readQuestions(text).map(({ question }) => question)).toEqual([
      'a b',
      'c d',
      'e f',
      '{"no":"question"}',
    ]);
  });
});
