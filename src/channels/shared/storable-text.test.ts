import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storableText } from './storable-text.ts';

describe('text for the database', () => {
  it('loses nothing that people write', () => {
    const words = 'Nguyễn Thị Bưởi 👩🏽‍🌾 \u202Ehê\u202C Z\u0351\u036Dalgo\n';

    expect(storableText(words)).toBe(words);
  });

  it('has no NUL and no half of a character, whatever came in', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff })), (units) => {
        const text = storableText(String.fromCharCode(...units, 0, 0xd800));
        expect(text).not.toContain('\u0000');
        expect(Buffer.from(text).toString()).toBe(text);
      }),
    );
  });
});
