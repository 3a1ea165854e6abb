import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dossierCodeRule, findDossierCode, normaliseDossierCode, parseDossierCode } from './dossier-code.ts';

const digits = (count: number) => fc.stringMatching(new RegExp(`^\\d{${count}}$`));
const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(2, 10).replaceAll('-', ''));
const agency = fc.oneof(
  digits(2).map((two) => `000.00.00.H${two}`),
  fc.tuple(digits(2), digits(3)).map(([two, three]) => `G${two}.${three}`),
);
const code = fc.tuple(agency, day, fc.oneof(digits(4), digits(6))).map((parts) => parts.join('-'));

describe('a dossier code', () => {
  it.each([
    ['000.00.00.H29-250701-0001', '000.00.00.H29-250701-0001'],
    ['h29.137-250701-0001', 'H29.137-250701-0001'],
    [' H29.137 – 250701 — 0001 ', 'H29.137-250701-0001'],
    ['ooo.oo.oo.h29-25O7O1-OOO1', '000.00.00.H29-250701-0001'],
    ['Mã hồ sơ: H29.137-250701-0001.', 'H29.137-250701-0001'],
  ])('is read from "%s"', (typed, wanted) => {
    expect(parseDossierCode(typed)).toEqual({ ok: true, value: wanted });
  });

  it.each([
    ['', 'empty'],
    ['H29.137', 'shape'],
    ['H29.137-250701', 'shape'],
    ['HH9-250701-0001', 'agency'],
    ['H29-251301-0001', 'date'],
    ['H29-250230-0001', 'date'],
    ['H29-2507-0001', 'date'],
    ['H29-250701-01', 'number'],
    ['H29-250701-0001-7', 'shape'],
  ])('"%s" is refused because of its %s', (typed, fault) => {
    expect(parseDossierCode(typed)).toEqual({ ok: false, error: fault });
  });

  it('survives every careless writing', () => {
    fc.assert(
      fc.property(code, fc.boolean(), fc.boolean(), (original, spaced, lower) => {
        const careless = original.replaceAll('-', spaced ? ' – ' : '-').replaceAll('0', spaced ? 'o' : '0');
        const typed = lower ? careless.toLowerCase() : careless;
        expect(parseDossierCode(typed)).toEqual({ ok: true, value: original });
      }),
    );
  });

  it('is found inside any text or link', () => {
    fc.assert(
      fc.property(code, (original) => {
        expect(findDossierCode(`https://mot-cua.example/tra-cuu?ma=${original}&x=1`)).toBe(original);
        expect(findDossierCode(`Nguyễn Mẫu|${original}|22/11/2026`)).toBe(original);
        expect(findDossierCode(encodeURIComponent(`ma: ${original}`))).toBe(original);
      }),
    );
  });

  it('never throws and normalises to a fixed point, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        const parsed = parseDossierCode(text);
        findDossierCode(text);
        if (parsed.ok) expect(normaliseDossierCode(parsed.value)).toBe(parsed.value);
        else expect(dossierCodeRule.reasons).toContain(parsed.error);
      }),
    );
  });

  it('as a flow rule also picks the code out of a sentence', () => {
    const said = dossierCodeRule.check('hồ sơ của tôi là H29.137-250701-0001 nhé');
    expect(said).toEqual({ ok: true, value: 'H29.137-250701-0001' });
  });
});
