import { describe, expect, it } from 'vitest';
import { type Finder, scoreDecisions, scoreRanking, withoutAccents } from './evaluate.ts';

const finder: Finder = (question, limit) => ({
  decision: question === 'chào' ? 'none' : 'answer',
  hits: ['1', '2', '3', '4', '5', '6']
    .slice(0, limit)
    .map((code) => ({ kind: 'procedure', code, title: code, score: 1 })),
});
const row = (question: string, gold: string[], turns: string[] | null = null) => ({
  question,
  gold_in_corpus: gold,
  turns,
});

describe('the score of a question file', () => {
  it('counts the best accepted code of each row that stands alone', () => {
    const rows = [row('a', ['1']), row('b', ['9', '2']), row('c', ['6']), row('d', ['9'])];
    const left = [row('e', []), row('f', ['1'], ['x', 'f'])];

    const score = scoreRanking(finder, [...rows, ...left]);

    expect(score.questions).toBe(4);
    expect(score.hit1).toBe(1 / 4);
    expect(score.hit5).toBe(2 / 4);
    expect(score.mrr10).toBeCloseTo((1 + 1 / 2 + 1 / 6) / 4);
  });

  it('wants none for refusals and small talk', () => {
    const score = scoreDecisions(finder, [
      { question: 'chào', behavior: 'chitchat' },
      { question: 'thời tiết', behavior: 'refuse' },
      { question: 'a', behavior: 'answer' },
      { question: 'b', behavior: 'clarify' },
      { question: 'c' },
    ]);

    expect(score).toMatchObject({ questions: 4, right: 0.5 });
    expect(score.table).toEqual({
      'none > none': 1,
      'none > answer': 1,
      'answer > answer': 1,
      'clarify > answer': 1,
    });
  });

  it('can ask the same without accents', () => {
    expect(withoutAccents([row('Đăng ký', [])])[0]?.question).toBe('dang ky');
  });
});
