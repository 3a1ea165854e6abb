import { describe, expect, it } from 'vitest';
import { findDossierCode } from './dossier-code.ts';

describe('a dossier code', () => {
  it.each([
    ['000.00.00.H29-250701-0001', '000.00.00.H29-250701-0001'],
    ['H29.137-250701-0001', 'H29.137-250701-0001'],
    ['h29.137-250701-0001', 'H29.137-250701-0001'],
    ['G22.99-251231-123456', 'G22.99-251231-123456'],
    [' H29.137 – 250701 – 0001 ', 'H29.137-250701-0001'],
    ['H29 . 137-25 07 01-00 01', 'H29.137-250701-0001'],
    ['H29.137-25O7O1-OOO1', 'H29.137-250701-0001'],
    ['OOO.OO.00.H29-250701-0001', '000.00.00.H29-250701-0001'],
    ['hồ sơ H29.137-250701-0001 tới đâu rồi', 'H29.137-250701-0001'],
    ['https://dichvucong.gov.vn/x?ma=H29.137-250701-0001&a=1', 'H29.137-250701-0001'],
  ])('is read from %j', (typed, code) => {
    expect(findDossierCode(typed)).toEqual({ ok: true, value: code });
  });

  it.each([
    ['xin chào', 'shape'],
    ['250701', 'shape'],
    ['H29.137-250701', 'shape'],
    ['2137-250701-0001', 'agency'],
    ['H29.137-251301-0001', 'date'],
    ['H29.137-250230-0001', 'date'],
    ['H29.137-2507-0001', 'date'],
    ['H29.137-250701-01', 'order'],
    ['H29.137-250701-0001234', 'order'],
  ])('is refused in %j, naming the part: %s', (typed, fault) => {
    expect(findDossierCode(typed)).toEqual({ ok: false, error: fault });
  });
});
