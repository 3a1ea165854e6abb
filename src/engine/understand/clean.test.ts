import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, maxReadChars } from './clean.ts';

describe('cleaning what was typed', () => {
  it.each([
    ['  xin   chào \n bạn ', 'xin chào bạn'],
    ['a\0b\u0007c', 'abc'],
    ['\u202eđảo\u202c', 'đảo'],
    ['z\u0300\u0301\u0302\u0303\u0304\u0305algo', 'z\u0300\u0301algo'],
    ['mặt cười 🙂', 'mặt cười 🙂'],
    ['\ud800lẻ\udc00', 'lẻ'],
    ['giấy'.normalize('NFD'), 'giấy'],
  ])('%j becomes %j', (raw, clean) => {
    expect(cleanText(raw)).toBe(clean);
  });

  it('gives well-formed, bounded text that cleaning does not change again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 6_000 }), (raw) => {
        const clean = cleanText(raw);
        expect(clean.length).toBeLessThanOrEqual(maxReadChars * 3);
        expect(clean.isWellFormed()).toBe(true);
        expect(cleanText(clean).length).toBeLessThanOrEqual(clean.length);
      }),
    );
  });
});
