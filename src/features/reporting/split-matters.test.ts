import { describe, expect, it } from 'vitest';
import { splitMatters } from './split-matters.ts';

describe('several matters in one message', () => {
  it('are told apart by their numbers, and the others keep theirs', () => {
    const text =
      'Tôi phản ánh ba việc: 1. Đèn đường hẻm 4 hư 2. Rác chất đống đầu chợ 3. Cống nghẹt trước trường';
    const split = splitMatters(text);

    expect(split).toEqual({
      first: 'Đèn đường hẻm 4 hư',
      rest: '2. Rác chất đống đầu chợ 3. Cống nghẹt trước trường',
      count: 3,
    });
    expect(splitMatters(split?.rest ?? '')).toEqual({
      first: 'Rác chất đống đầu chợ',
      rest: 'Cống nghẹt trước trường',
      count: 2,
    });
  });

  it.each([
    'Đèn đường trước số 12 đường Hoa Sen hư',
    '1. Đèn đường hư',
    'Có ổ gà ở: 1. hẻm 2. chợ',
    'Đèn hư từ ngày 2. Rác cũng vậy ở đầu hẻm số 7. Cống nghẹt',
  ])('"%s" is one', (text) => {
    expect(splitMatters(text)).toBeUndefined();
  });
});
