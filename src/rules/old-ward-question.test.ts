import { describe, expect, it } from 'vitest';
import { oldWardQuestion } from './old-ward-question.ts';

describe('a question about an old ward', () => {
  it.each([
    ['phường Bến Nghé giờ là phường nào', 'phường Bến Nghé'],
    ['phuong ben nghe gio thanh phuong nao', 'phuong ben nghe'],
    ['cho tôi hỏi xã An Phú cũ bây giờ thuộc xã nào ạ', 'xã An Phú'],
    ['phuong 5 cu gio la gi', 'phuong 5'],
    ['xã Tân Lập sáp nhập vào đâu', 'xã Tân Lập'],
    ['phường cũ của tôi là phường 5 giờ nộp ở đâu', 'phường 5'],
  ])('%s -> %s', (text, name) => {
    expect(oldWardQuestion.check(text)).toEqual({ ok: true, value: name });
  });

  it.each([
    'làm giấy khai sinh ở phường nào',
    'phường mình mở cửa lúc mấy giờ',
    'phường làm việc mấy giờ và số điện thoại là gì',
    'xã tôi nhập vào đâu rồi',
    'xã hội là gì',
    '',
  ])('is not: %s', (text) => {
    expect(oldWardQuestion.check(text).ok).toBe(false);
  });
});
