import { describe, expect, it } from 'vitest';
import { foldAccents, normalCase } from './fold.ts';

describe('folding Vietnamese', () => {
  it.each([
    ['giấy khai sinh', 'giay khai sinh'],
    ['đường đỗ đĩa', 'duong do dia'],
    ['ửng ỡ ẫ ệ ỵ', 'ung o a e y'],
    ['ß 你好 🙂', 'ß 你好 🙂'],
  ])('%j loses its accents', (text, plain) => {
    expect(foldAccents(text)).toBe(plain);
  });

  it.each([
    ['HUỶ', 'hủy'],
    ['hoà', 'hòa'],
    ['thuý', 'thúy'],
    ['hoàn', 'hoàn'],
    ['quý', 'quý'],
    ['Đăng KÝ', 'đăng ký'],
    ['gi\u1ea5y'.normalize('NFD'), 'giấy'],
  ])('%j has one lower-case writing', (text, normal) => {
    expect(normalCase(text)).toBe(normal);
  });
});
