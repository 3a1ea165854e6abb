import { describe, expect, it } from 'vitest';
import { answerRules } from './answer-rules.ts';

const check = (rule: string, text: string) => answerRules[rule]?.check(text);

describe('rules of typed answers', () => {
  it.each([
    ['last_four', '1234', '1234'],
    ['last_four', '4 số cuối là 5678 nhé', '5678'],
    ['last_four', '0912 345 678', '5678'],
    ['last_four', '079201001234', '1234'],
    ['phone', '0912.345.678', '84912345678'],
    ['phone', '+84 283 822 1234', '842838221234'],
    ['place_name', 'phường 12', 'phường 12'],
    ['place_name', 'Bến Thành', 'Bến Thành'],
    ['place_name', 'xã Lâm Hà', 'xã Lâm Hà'],
    ['topic', 'hỏi về đất', 'hỏi về đất'],
  ])('%s takes %j as %j', (rule, text, value) => {
    expect(check(rule, text)).toEqual({ ok: true, value });
  });

  it.each([
    ['last_four', '123', 'digits'],
    ['last_four', '12345', 'digits'],
    ['last_four', 'không nhớ', 'digits'],
    ['phone', '12345', 'phone'],
    ['place_name', '?', 'name'],
    ['place_name', 'làm giấy khai sinh', 'name'],
    ['place_name', 'sáp nhập rồi sổ đỏ có phải đổi không', 'name'],
    ['place_name', 'khong biet', 'name'],
    ['place_name', 'dang ky tam tru o dau', 'name'],
    ['place_name', 'x'.repeat(81), 'name'],
    ['topic', '!', 'short'],
    ['topic', 'đất '.repeat(300), 'long'],
  ])('%s refuses %j: %s', (rule, text, error) => {
    expect(check(rule, text)).toEqual({ ok: false, error });
  });

  it('names every reason that it gives', () => {
    const given = ['', 'a', '1', 'x-y-z', 'H29-1-1', 'H29.1-250101-1', 'xyz '.repeat(900)];
    for (const rule of Object.values(answerRules)) {
      const reasons = given
        .map((text) => rule.check(text))
        .flatMap((result) => (result.ok ? [] : [result.error]));
      expect(rule.reasons).toEqual(expect.arrayContaining(reasons));
    }
  });
});
