import { describe, expect, it } from 'vitest';
import { maskedExcerpt, withoutNumbers } from './hide-numbers.ts';

describe('a text for lists', () => {
  it.each([
    ['Gọi tôi 0900 000 001, CCCD 079000000012', 'Gọi tôi ***, CCCD ***'],
    ['CMND 020000001, STK 0011000001, mau@example.vn', 'CMND ***, STK ***, ***'],
  ])('"%s" is shown as "%s"', (text, shown) => {
    expect(withoutNumbers(text)).toBe(shown);
  });

  it('keeps plates, names, houses, days and money, which staff need to see what it is about', () => {
    const text = 'Ông Mẫu, số 12/3 đường Hoa Sữa, xe 29A-123.45, ngày 22/11/2026, phạt 150.000.000 đồng';
    expect(withoutNumbers(text)).toBe(text);
  });
});

describe('an excerpt', () => {
  it('ends after 160 letters, and shows no number that lies across its end', () => {
    const text = `${'a'.repeat(154)} 0900000001 gọi tôi`;
    expect(maskedExcerpt(text)).toBe(`${'a'.repeat(154)} ***`.padEnd(160, ' g'));
    expect(maskedExcerpt(text)).toHaveLength(160);
  });

  it('shows no number that lies across the end of what was read of a long text', () => {
    const numbers = '079000000012, '.repeat(100);
    expect(maskedExcerpt(numbers)).not.toMatch(/\d/);
    expect(maskedExcerpt(numbers)).toHaveLength(160);
  });
});
