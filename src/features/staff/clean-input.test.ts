import { expect, it } from 'vitest';
import { cleanInput } from './clean-input.ts';

it('takes out what no column can hold, however deep, and leaves the rest', () => {
  expect(cleanInput({ a: 'Đã\u0000 dọn', list: ['x\ud800y', 1, null], face: '😀' })).toEqual({
    a: 'Đã dọn',
    list: ['xy', 1, null],
    face: '😀',
  });
});
