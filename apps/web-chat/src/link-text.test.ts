import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findLinks } from './link-text.ts';

const hrefs = (line: string) => findLinks(line).flatMap(({ href }) => href ?? []);

describe('links in a message', () => {
  it.each([
    ['Xem https://dichvucong.gov.vn/p/home.html.', ['https://dichvucong.gov.vn/p/home.html']],
    ['(xem http://a.vn/x_(y))', ['http://a.vn/x_(y)']],
    ['Vào dichvucong.gov.vn, mục Thanh toán', ['https://dichvucong.gov.vn']],
    ['www.binhduong.gov.vn/tin?a=1&b=2', ['https://www.binhduong.gov.vn/tin?a=1&b=2']],
    ['Thư: motcua@binhduong.gov.vn', ['mailto:motcua@binhduong.gov.vn']],
    ['Gọi 0274 3822 825 hoặc 0912345678, 1900 1096', ['tel:02743822825', 'tel:0912345678', 'tel:19001096']],
  ])('are found: %s', (line, expected) => {
    expect(hrefs(line)).toEqual(expected);
  });

  it.each([
    'Mã hồ sơ 000.00.01.H09-250101-0001',
    'H09.12-0912345678-001',
    'Số căn cước 074099001234',
    'Lệ phí 1.000.000 đồng, 50.000đ',
    'javascript:alert(1)',
    'Nghị định 123/2015/NĐ-CP',
  ])('are not seen where there are none: %s', (line) => {
    expect(hrefs(line)).toEqual([]);
  });

  it('leave every character of the line in its place, and only ever open, call or write', () => {
    const parts = fc.constantFrom(
      'https://a.vn',
      '0912345678',
      'a@b.gov.vn',
      ' ',
      '.',
      ')',
      'gov.vn',
      'x',
      '<b>',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(parts).map((all) => all.join('')),
        ),
        (line) => {
          const pieces = findLinks(line);
          expect(pieces.map(({ text }) => text).join('')).toBe(line);
          for (const href of hrefs(line)) expect(href).toMatch(/^(https?:\/\/|tel:\d|mailto:)/i);
        },
      ),
      { seed: 3, numRuns: 500 },
    );
  });
});
