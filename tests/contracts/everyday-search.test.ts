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

describe('what is asked of a ward every day', () => {
  const everything = createSearch([], loaded.value, { namesOnly: true });

  it.each([
    'bố tôi mất rồi làm giấy chứng tử ở đâu',
    'bo toi mat roi lam giay chung tu o dau',
    'má em mất rồi, khai tử ở đâu',
    'chồng tôi mất rồi thì làm giấy khai tử ở đâu ạ',
  ])('"%s" leads to the death that was never registered', (question) => {
    expect(everything.find(question).hits[0]?.code).toBe('1.000656');
  });

  it.each(['giấy khai tử của ba tôi mất rồi, sổ gốc không còn', 'đăng ký lại khai tử'])(
    '"%s" leads to the one that is registered anew',
    (question) => {
      expect(everything.find(question).hits[0]?.code).toBe('1.005461');
    },
  );

  it.each([
    'xe rác đi mấy giờ vậy ad',
    'mấy giờ xe rác tới',
    'xe rac di may gio vay',
    'nuôi chó có phải đăng ký không',
    'nuoi cho co phai dang ky khong',
    'xin phép sửa đường vô nhà',
    'xin phép làm đường vào nhà',
  ])('"%s" has no answer, and is not taken for something else', (question) => {
    expect(everything.find(question).decision).toBe('none');
  });

  it.each([
    ['hàng xóm nuôi chó thả rông', 'phan-anh-khieu-nai-to-cao'],
    ['sửa nhà có phải xin phép không', '1.013229'],
    ['tin nhắn rác mạo danh cơ quan thì gửi tới đâu', 'canh-giac-lua-dao'],
  ])('"%s" still has its answer', (question, code) => {
    const { decision, hits } = everything.find(question);
    expect([decision, hits[0]?.code]).toEqual(['answer', code]);
  });
});
