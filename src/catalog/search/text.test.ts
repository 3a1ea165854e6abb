import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, syllables } from './text.ts';

const accented = (text: string) => syllables(text).map((word) => word.accented);

describe('syllables of a text', () => {
  it('are the same for composed and decomposed writing', () => {
    const text = 'Đăng ký kết hôn';

    expect(syllables(text.normalize('NFD'))).toEqual(syllables(text.normalize('NFC')));
  });

  it('lose accents and đ when folded', () => {
    expect(fold('Đường Điện Biên Phủ')).toBe('duong dien bien phu');
  });

  it('agree on where the tone stands', () => {
    expect(accented('hoà giải, uỷ ban, thuỷ lợi')).toEqual(accented('hòa giải, ủy ban, thủy lợi'));
    expect(accented('quý')).toEqual(['quý']);
  });

  it('leave punctuation, zero-width and piled-up marks behind', () => {
    expect(accented('kh\u200Bai\u0336 sinh!!! (mới)')).toEqual(['khai', 'sinh', 'mới']);
  });

  it('are found in any text without failing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const { folded } of syllables(text)) expect(folded).not.toMatch(/\s/);
      }),
    );
  });
});
