import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalisePhone, phonesIn } from '../core/phone.ts';
import { parseCitizenCard } from './citizen-card.ts';
import { lastFourDigits } from './dossier-secret.ts';
import { maskCitizenIds, maskId, maskName, maskPersonal, maskPhone } from './masking.ts';

describe('the QR of a citizen card', () => {
  it.each([
    ['with the former number', '000000000001|000000002|Nguyễn Văn Mẫu|01021990|Nam|Khu phố Mẫu|22112024'],
    ['with an empty former number', '000000000001||Nguyễn Văn Mẫu|01021990|Nam|Khu phố Mẫu|22112024'],
    ['without that field', '000000000001|Nguyễn Văn Mẫu|01021990|Nam|Khu phố Mẫu|22112024'],
    ['with fields that came later', '000000000001||Nguyễn Văn Mẫu|01021990|Nam|Khu phố Mẫu|22112024|x|y'],
  ])('is read %s', (_, text) => {
    expect(parseCitizenCard(text)).toMatchObject({
      id: '000000000001',
      name: 'Nguyễn Văn Mẫu',
      bornOn: '1990-02-01',
      sex: 'male',
      issuedOn: '2024-11-22',
    });
  });

  it.each(['', 'https://example.vn', '123|a|b', '000000000001||Mẫu|32021990|Nam|x|22112024'])(
    'is not "%s"',
    (text) => expect(parseCitizenCard(text)).toBeUndefined(),
  );
});

describe('a phone number', () => {
  it('is the same in every writing', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[35789]\d{8}$/), (local) => {
        for (const head of ['0', '84', '+84', '+84 ', '0084', '+84 0', '']) {
          expect(normalisePhone(`${head}${local.slice(0, 3)} ${local.slice(3, 6)}.${local.slice(6)}`)).toBe(
            `84${local}`,
          );
        }
      }),
    );
  });

  it.each(['', '113', '0123456789', '84912', 'abc'])('is not "%s"', (text) => {
    expect(normalisePhone(text)).toBeUndefined();
  });

  it('may share a cell with another', () => {
    expect(phonesIn('0900 000 001; 0900.000.002/02800000003')).toEqual([
      '84900000001',
      '84900000002',
      '842800000003',
    ]);
  });
});

describe('the second factor', () => {
  it('is four digits, or the end of a whole number', () => {
    expect(lastFourDigits(' 12 34 ')).toBe('1234');
    expect(lastFourDigits('0900.001.234')).toBe('1234');
    expect(lastFourDigits('079000001234')).toBe('1234');
    expect(lastFourDigits('12345')).toBeUndefined();
  });
});

describe('masking', () => {
  it('keeps only the ends', () => {
    expect(maskId('079000000012')).toBe('079*******12');
    expect(maskPhone('0900000123')).toBe('*******123');
    expect(maskName('Nguyễn Văn Mẫu')).toBe('N. V. Mẫu');
    expect(maskName('Mẫu')).toBe('M***');
    expect(maskId('123')).toBe('***');
  });

  it('leaves no long number and no mail address in free text', () => {
    fc.assert(
      fc.property(fc.string(), fc.stringMatching(/^0\d{9,11}$/), fc.string(), (before, number, after) => {
        const masked = maskPersonal(`${before} ${number.slice(0, 4)} ${number.slice(4)} a.b@mau.vn ${after}`);
        expect(masked).not.toMatch(/\d(?:[ .-]?\d){8,}/);
        expect(masked).not.toContain('@mau.vn');
      }),
    );
  });

  it('leaves codes and money readable', () => {
    const text = 'thủ tục 1.001193 lệ phí 8.000 đồng';
    expect(maskPersonal(text)).toBe(text);
  });
});

describe('citizen ids in what somebody wrote', () => {
  it.each([
    ['CCCD của tôi là 001090000001 nhé', 'CCCD của tôi là 001*******01 nhé'],
    ['001 090 000 001', '001*******01'],
    ['cmnd cũ 123456789', 'cmnd cũ 123****89'],
    ['gọi tôi 0900 000 001, hồ sơ H29.137-260701-0001', 'gọi tôi 0900 000 001, hồ sơ H29.137-260701-0001'],
    ['0900000001', '0900000001'],
  ])('%s', (text, shown) => expect(maskCitizenIds(text)).toBe(shown));
});
