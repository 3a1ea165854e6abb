import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isGsmText } from './gsm-alphabet.ts';
import { countSegments, cutToSegments } from './segments.ts';

describe('the parts that are billed', () => {
  it.each([
    ['nothing', '', 1],
    ['160 plain letters', 'a'.repeat(160), 1],
    ['161', 'a'.repeat(161), 2],
    ['306', 'a'.repeat(306), 2],
    ['307', 'a'.repeat(307), 3],
    ['459', 'a'.repeat(459), 3],
    ['460', 'a'.repeat(460), 4],
    ['80 brackets, which count twice', '['.repeat(80), 1],
    ['81 brackets', '['.repeat(81), 2],
    // 153 is odd: one place of each part stays empty rather than tear a bracket apart.
    ['153 brackets', '['.repeat(153), 3],
    ['70 letters of which one has an accent', `ồ${'a'.repeat(69)}`, 1],
    ['71', `ồ${'a'.repeat(70)}`, 2],
    ['134', `ồ${'a'.repeat(133)}`, 2],
    ['135', `ồ${'a'.repeat(134)}`, 3],
    ['35 pictures of two units', '🙏'.repeat(35), 1],
    ['36 pictures', '🙏'.repeat(36), 2],
    ['67 pictures, none torn', '🙏'.repeat(67), 3],
    ['the few accents that the alphabet has', 'àèéìòùÉ'.repeat(20), 1],
  ])('of %s', (_name, text, segments) => {
    expect(countSegments(text)).toBe(segments);
  });

  it('never grow fewer when a text grows', () => {
    fc.assert(
      fc.property(smsText, smsText, (text, more) => {
        expect(countSegments(text + more)).toBeGreaterThanOrEqual(countSegments(text));
      }),
    );
  });

  it('hold at least what the plain sum of places says', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'z', ' ', '\n'), maxLength: 700 }), (text) => {
        expect(countSegments(text)).toBe(text.length <= 160 ? 1 : Math.ceil(text.length / 153));
      }),
    );
  });
});

describe('a text that is cut', () => {
  it('stays whole when it fits', () => {
    expect(cutToSegments('Hồ sơ đã xong.', 1)).toBe('Hồ sơ đã xong.');
  });

  it('ends with a sentence', () => {
    const sentence = 'Moi ba den nhan ket qua. ';

    expect(cutToSegments(sentence.repeat(10), 1)).toBe(sentence.repeat(6).trimEnd());
  });

  it('ends with a line, and not after the number in front of the next one', () => {
    const text = `${'Giay to can mang theo gom co:\n'.repeat(5)}1. ${'x'.repeat(100)}`;

    expect(cutToSegments(text, 1)).toBe('Giay to can mang theo gom co:\n'.repeat(5).trimEnd());
  });

  it('ends after a word where no sentence ends in its second half', () => {
    const cut = cutToSegments(`Xong. ${'giay to '.repeat(40)}`, 1);

    expect(cut).toMatch(/ (giay|to)\.\.\.$/);
    expect(cut.length).toBeGreaterThan(150);
  });

  it('ends anywhere in one endless word', () => {
    expect(cutToSegments('x'.repeat(400), 1)).toBe(`${'x'.repeat(157)}...`);
  });

  it('never takes more parts than allowed, nor loses what fits, nor tears a character', () => {
    fc.assert(
      fc.property(smsText, fc.integer({ min: 1, max: 4 }), (text, most) => {
        const cut = cutToSegments(text, most);
        expect(countSegments(cut)).toBeLessThanOrEqual(most);
        if (countSegments(text) <= most) expect(cut).toBe(text);
        if (isGsmText(text)) expect(isGsmText(cut)).toBe(true);
        expect(cut.isWellFormed()).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

const smsText = fc
  .array(fc.constantFrom('a', ' ', '. ', '\n', '[', '€', 'ồ', '🙏', 'giay to ', '1. ', 'x'.repeat(60)), {
    maxLength: 60,
  })
  .map((parts) => parts.join(''));
