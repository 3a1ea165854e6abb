import { describe, expect, it } from 'vitest';
import { openPlaces } from './open-places.ts';

describe('an answer', () => {
  it.each([
    ['Đã dọn sạch ngày (ghi ngày), {code}', ['(ghi ngày)']],
    ['{office} xin trả lời: (ghi nội dung). {ten_nguoi}', ['(ghi nội dung)', '{ten_nguoi}']],
    ['Hẹn {ngày} tại ____', ['____', '{ngày}']],
    ['Đã dọn (ghi nhận ngày 5/3). {code} {due} {office} {officer} {category}', []],
  ])('%s is still open at %j', (body, open) => {
    expect(openPlaces(body)).toEqual(open);
  });
});
