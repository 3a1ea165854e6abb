import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isGsmText } from './gsm-alphabet.ts';
import { unaccent } from './unaccent.ts';

describe('text without accents', () => {
  it.each([
    ['Đăng ký khai sinh cho trẻ em', 'Dang ky khai sinh cho tre em'],
    ['ƯỚC MUỐN ỦA ƠI', 'UOC MUON UA OI'],
    ['“đã” ‘xong’ – 5 – 7 ngày…', '"da" \'xong\' - 5 - 7 ngay...'],
    ['Phí:\u00a030.000\u202f₫', 'Phi: 30.000 d'],
    ['• CCCD\n• Tờ khai', '- CCCD\n- To khai'],
    ['📍 Địa chỉ: số 1\r\n☎️ 1022 👩🏽‍🌾!', 'Dia chi: so 1\n1022 !'],
    ['Bước 1 → Bước 2', 'Buoc 1 -> Buoc 2'],
    ['`mã`\tH01', "'ma' H01"],
    ['½ ngày, ﬁ, ①, ２', '1/2 ngay, fi, 1, 2'],
    ['[a] {b} ~ €', '[a] {b} ~ €'],
    ['漢 Привет', '? ??????'],
    ['a\u200b\u202eb\ud800c\u0007', 'abc'],
    ['🇻🇳 Việt Nam', 'Viet Nam'],
  ])('%j becomes %j', (text, plain) => {
    expect(unaccent(text)).toBe(plain);
  });

  it('is always in the seven-bit alphabet, and stays as it is the second time', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const plain = unaccent(text);
        expect(isGsmText(plain)).toBe(true);
        expect(unaccent(plain)).toBe(plain);
      }),
    );
  });
});

/** Also halves of characters, which a careless cut leaves behind. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
);
