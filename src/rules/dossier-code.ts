import type { AnswerRule } from '../core/answer-rule.ts';
import { err, ok, type Result } from '../core/result.ts';

/** The part of a dossier code (*mã hồ sơ*) that cannot be right. */
export type DossierCodeFault = 'empty' | 'agency' | 'date' | 'number' | 'shape';

/**
 * `000.00.00.H29-250701-0001` or the newer `H29.137-250701-0001`: agency, day of receipt (YYMMDD), number of
 * the day. Thông tư 01/2018/TT-VPCP Điều 19; agency codes by QĐ 20/2020/QĐ-TTg.
 */
const agencyShape = /^(?:\d{3}\.\d{2}\.\d{2}\.)?[A-Z]\d{2}(?:\.\d{1,3}){0,3}$/;
const dateShape = /^\d{6}$/;
const numberShape = /^\d{4,6}$/;
/** The same code anywhere in a longer text or a link. */
const codeInText =
  /(?<![A-Z0-9.])(?:\d{3}\.\d{2}\.\d{2}\.)?[A-Z]\d{2}(?:\.\d{1,3}){0,3}-\d{6}-\d{4,6}(?![A-Z0-9])/gi;

/** One writing for all: capitals, no blanks, plain dashes, the digit 0 where a letter O was typed. */
export function normaliseDossierCode(text: string): string {
  const compact = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\u200B-\u200F\u202A-\u202E\u2060\uFEFF]/g, '')
    .replace(/[\u2010-\u2015\u2212_]/g, '-')
    .replace(/^(?:MÃ(?:HỒSƠ|HS)?|MAHOSO|MAHS)[:.-]?/, '')
    .replace(/-{2,}/g, '-')
    .replace(/^[.-]+|[.,;-]+$/g, '');
  return compact.split('-').map(zeroForO).join('-');
}

/** In a group that begins with a letter that letter stays; everywhere else an O is a zero. */
function zeroForO(group: string): string {
  return group
    .split('.')
    .map((piece) => (/^[A-NP-Z]/.test(piece) ? piece[0] + zeros(piece.slice(1)) : zeros(piece)))
    .join('.');
}
const zeros = (text: string): string => text.replaceAll('O', '0');

/** Gives the code in its normal writing, or says which part is wrong. */
export function parseDossierCode(text: string): Result<string, DossierCodeFault> {
  const code = normaliseDossierCode(text);
  if (code === '') return err('empty');
  const [agency = '', date = '', number = '', ...rest] = code.split('-');
  if (date === '' || number === '' || rest.length > 0) return err('shape');
  if (!agencyShape.test(agency)) return err('agency');
  if (!dateShape.test(date) || !isCalendarDay(date)) return err('date');
  if (!numberShape.test(number)) return err('number');
  return ok(code);
}

/** YYMMDD as a day of the 2000s. */
function isCalendarDay(yymmdd: string): boolean {
  const [year, month, day] = [0, 2, 4].map((at) => Number(yymmdd.slice(at, at + 2))) as [
    number,
    number,
    number,
  ];
  const date = new Date(Date.UTC(2000 + year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** The first valid dossier code in a text, a link or the content of a receipt's QR. */
export function findDossierCode(text: string): string | undefined {
  for (const [match] of dashed(text).matchAll(codeInText)) {
    const code = parseDossierCode(match);
    if (code.ok) return code.value;
  }
  return undefined;
}

function dashed(text: string): string {
  const plain = text.normalize('NFKC').replace(/[\u2010-\u2015\u2212]/g, '-');
  try {
    return decodeURIComponent(plain);
  } catch {
    // Not every "%" in a QR is a percent-encoded byte.
    return plain;
  }
}

/** For flows: `rule: dossier_code`. */
export const dossierCodeRule: AnswerRule = {
  reasons: ['empty', 'agency', 'date', 'number', 'shape'] satisfies DossierCodeFault[],
  check: (text) => parseDossierCode(findDossierCode(text) ?? text),
};
