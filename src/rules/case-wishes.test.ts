import { describe, expect, it } from 'vitest';
import { asksWhenRule, readCaseWish } from './case-wishes.ts';

describe('a wish about a report', () => {
  it.each([
    ['rút phản ánh', 'withdraw'],
    ['tôi muốn rút', 'withdraw'],
    ['toi muon rut lai phan anh', 'withdraw'],
    ['rút lại phản ánh PA-261122-0042-K', 'withdraw'],
    ['mở lại', 'reopen'],
    ['mở lại phản ánh giúp tôi', 'reopen'],
    ['gửi lại phản ánh đó', 'reopen'],
    ['vẫn còn ổ gà đó', 'still'],
    ['vẫn chưa sửa', 'still'],
    ['rút tiền ở đâu', undefined],
    ['tôi muốn rút hồ sơ đã nộp', undefined],
    ['mở lại chợ đêm được không', undefined],
    ['đèn đường hư vẫn chưa sửa', undefined],
    ['vẫn còn '.repeat(8), undefined],
  ])('"%s" is %s', (text, wish) => {
    expect(readCaseWish(text)).toBe(wish);
  });
});

describe('a question right after a report', () => {
  it.each([
    ['bao giờ xong vậy', true],
    ['khi nào có nước lại', true],
    ['có ai xử lý chưa', true],
    ['tới đâu rồi', true],
    ['mấy giờ phường làm việc', false],
    ['khi nào mở cửa', false],
    ['làm khai sinh bao lâu có', false],
    ['xe té ở đó nữa', false],
  ])('"%s" asks when: %s', (text, asks) => {
    expect(asksWhenRule.check(text).ok).toBe(asks);
  });
});
