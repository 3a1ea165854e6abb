import { describe, expect, it } from 'vitest';
import { findPhone } from '../../core/phone.ts';
import { readCallWish } from './call-hours.ts';
import { readContact } from './contact.ts';

const read = (text: string) => {
  const { who, when } = readCallWish(text, findPhone(text)?.text ?? '');
  return [readContact(who).name, when];
};

describe('who wants to be called, and when', () => {
  it.each([
    ['Lê Văn Kín 0900000088, gọi sau 17 giờ', 'Lê Văn Kín', 'gọi sau 17 giờ'],
    ['Lan, 0900 000 001, buổi sáng', 'Lan', 'buổi sáng'],
    ['Lan 0900000001 sáng mai', 'Lan', 'sáng mai'],
    ['0900000001 giờ hành chính, tôi là Hoa', 'Hoa', 'giờ hành chính'],
    ['Nguyễn Văn Sáng 0900000001', 'Nguyễn Văn Sáng', null],
    ['Sáng, 0900000001, lúc nào cũng được', 'Sáng', 'lúc nào cũng được'],
    ['gọi từ 8h đến 10h, Minh 0900000001', 'Minh', 'gọi từ 8h đến 10h'],
    ['Tên: Bình. SĐT: 0900.000.001. Thứ bảy, chủ nhật', 'Bình', 'Thứ bảy, chủ nhật'],
    ['Lan 0900000001', 'Lan', null],
    ['0900000001', null, null],
  ])('%s', (text, name, when) => {
    expect(read(text)).toEqual([name, when]);
  });
});
