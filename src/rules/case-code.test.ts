import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeCaseCode, readCaseCode } from './case-code.ts';

const at = (local: string): number => Date.parse(`${local}:00+07:00`);
const received = fc.integer({ min: at('2026-01-01T00:00'), max: at('2099-12-31T23:59') });
const order = fc.oneof(fc.integer({ min: 1, max: 9_999 }), fc.integer({ min: 10_000, max: 999_999 }));
const made = fc.tuple(received, order).map(([moment, number]) => makeCaseCode(moment, number));

describe('a case code', () => {
  it('tells the Vietnamese day, the order of the day, and a check letter', () => {
    expect(makeCaseCode(at('2026-11-22T09:00'), 42)).toBe('PA-261122-0042-K');
    expect(makeCaseCode(at('2026-11-22T00:00'), 12_345)).toMatch(/^PA-261122-12345-[A-Z]$/);
    expect(makeCaseCode(at('2026-11-21T23:59'), 1)).toMatch(/^PA-261121-0001-[A-Z]$/);
  });

  it.each([
    'PA-261122-0042-K',
    'pa-261122-0042-k',
    'PA2611220042K',
    'pa 261122 0042 k',
    'pa 261122 42 k',
    'PA – 261122 — 0042 – K',
    'PA.261122/0042.K',
    'PA-26II22-0042-K và PA-261122-0042-K',
    'pa-261122-oo42-k',
    'PA261122OO42K',
    'Cho tôi hỏi mã PA-261122-0042-K, đã xử lý chưa?',
    'https://phuong.example/tra-cuu/PA-261122-0042-K?x=1',
    'ma:pa-261122-0042-k.',
    'pa 261122 000042 k',
    'ＰＡ－２６１１２２－００４２－Ｋ',
    'gửi từ PA-261122-0042-M nhầm, mã đúng PA-261122-0042-K',
  ])('is read from "%s"', (text) => {
    expect(readCaseCode(text)).toEqual({ ok: true, code: 'PA-261122-0042-K' });
  });

  it.each([
    ['', 'no_code'],
    ['đèn đường hỏng', 'no_code'],
    ['theo phương án pa 2', 'no_code'],
    ['pa oooo', 'no_code'],
    ['cápa-261122-0042-K', 'no_code'],
    ['PA-261122', 'format'],
    ['PA-261122-0042', 'format'],
    ['PA-261122-42không biết', 'format'],
    ['PA26112242K', 'format'],
    ['PA-2611-0042-K', 'format'],
    ['PA-261122-0042-K9', 'format'],
    ['PA-261322-0042-K', 'date'],
    ['PA-260230-0042-K', 'date'],
    ['PA-261122-0043-K', 'check'],
    ['PA-261122-0042-O', 'check'],
    ['PA-261212-0042-K', 'check'],
  ])('"%s" is refused: %s', (text, fault) => {
    expect(readCaseCode(text)).toEqual({ ok: false, fault });
  });

  it('is read back from every careless writing', () => {
    const gap = fc.constantFrom('-', ' ', ' – ', '');
    fc.assert(
      fc.property(made, gap, fc.boolean(), fc.string(), (code, between, lower, before) => {
        const careless = code.replaceAll('-', between).replaceAll('0', lower ? 'o' : '0');
        const typed = lower ? careless.toLowerCase() : careless;
        fc.pre(!/pa/i.test(before));
        expect(readCaseCode(`${before} ${typed} nhé`)).toEqual({ ok: true, code });
      }),
    );
  });

  const digitPlaces = (code: string): number[] =>
    [...code].flatMap((letter, index) => (/\d/.test(letter) ? [index] : []));
  const replaceAt = (code: string, place: number, letter: string): string =>
    code.slice(0, place) + letter + code.slice(place + 1);

  it('is refused with any one digit wrong', () => {
    fc.assert(
      fc.property(made, (code) => {
        for (const place of digitPlaces(code)) {
          for (const wrong of '0123456789') {
            if (wrong === code[place]) continue;
            expect(readCaseCode(replaceAt(code, place, wrong)).ok).toBe(false);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it('is refused with any two digits that changed places', () => {
    fc.assert(
      fc.property(made, (code) => {
        const places = digitPlaces(code);
        for (const one of places) {
          for (const other of places) {
            if (code[one] === code[other]) continue;
            const swapped = replaceAt(replaceAt(code, one, code[other] ?? ''), other, code[one] ?? '');
            expect(readCaseCode(swapped).ok).toBe(false);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it('is refused with any other letter', () => {
    fc.assert(
      fc.property(made, fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), (code, letter) => {
        fc.pre(!code.endsWith(letter));
        expect(readCaseCode(code.slice(0, -1) + letter)).toEqual({ ok: false, fault: 'check' });
      }),
    );
  });

  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const reading = readCaseCode(`PA-${text}`);
        if (reading.ok) expect(readCaseCode(reading.code)).toEqual(reading);
        else expect(['no_code', 'format', 'date', 'check']).toContain(reading.fault);
      }),
    );
  });
});
