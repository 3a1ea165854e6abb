import { err, ok, type Result } from '../core/result.ts';

/** Which part of a dossier code is wrong. */
export const dossierCodeFaults = ['shape', 'agency', 'date', 'order'] as const;
export type DossierCodeFault = (typeof dossierCodeFaults)[number];

/**
 * Agency, day received (YYMMDD), order of the day: `000.00.00.H29-250701-0001` (Thông tư 01/2018/TT-VPCP,
 * Điều 19) or with the agency codes of Quyết định 20/2020/QĐ-TTg: `H29.137-250701-0001`. Letter O for zero
 * is forgiven.
 */
const code =
  /(?<![\dA-Z.])((?:[\dO]{3}\.[\dO]{2}\.[\dO]{2}\.)?[A-Z][\dO]{2}(?:\.[\dO]{1,3}){0,3})-([\dO]{6})-([\dO]{4,6})(?![\dA-Z])/u;
const agency = /^(?:[\dO]{3}\.[\dO]{2}\.[\dO]{2}\.)?[A-Z][\dO]{2}(?:\.[\dO]{1,3}){0,3}$/;

/** Finds a dossier code in what somebody typed or a QR code says, in its normal form. */
export function findDossierCode(text: string): Result<string, DossierCodeFault> {
  const tidy = text
    .toUpperCase()
    .replace(/[\u2010-\u2015\u2212_]/g, '-')
    .replace(/\s*([-.])\s*/g, '$1');
  const found = code.exec(tidy) ?? code.exec(onlyCode(tidy));
  if (!found) return err(faultOf(tidy));
  const [, office = '', day = '', order = ''] = found;
  if (!isDay(zeros(day))) return err('date');
  return ok(`${zerosInAgency(office)}-${zeros(day)}-${zeros(order)}`);
}

/** Blanks inside the groups are dropped when nothing but a code was typed. */
const onlyCode = (text: string): string => (/^[\dA-Z.\- ]+$/.test(text) ? text.replaceAll(' ', '') : '');

const zeros = (digits: string): string => digits.replaceAll('O', '0');

/** The agency part has one letter, before two digits: `OOO.00.00.H29`; an `O` there may be the letter. */
function zerosInAgency(office: string): string {
  const letterAt = office.search(/[A-Z][\dO]{2}(?:\.[\dO]{1,3}){0,3}$/);
  return zeros(office.slice(0, letterAt)) + office.charAt(letterAt) + zeros(office.slice(letterAt + 1));
}

function faultOf(text: string): DossierCodeFault {
  const groups = text.split('-').map((group) => group.replaceAll(' ', ''));
  const [office = '', day = '', order = ''] = groups;
  if (groups.length !== 3) return 'shape';
  if (!agency.test(office)) return 'agency';
  if (!/^[\dO]{6}$/.test(day) || !isDay(zeros(day))) return 'date';
  return /^[\dO]{4,6}$/.test(order) ? 'shape' : 'order';
}

function isDay(day: string): boolean {
  const [year, month, date] = [day.slice(0, 2), day.slice(2, 4), day.slice(4, 6)].map(Number);
  if (year === undefined || month === undefined || date === undefined || month < 1 || month > 12)
    return false;
  return date >= 1 && date <= new Date(Date.UTC(2000 + year, month, 0)).getUTCDate();
}
