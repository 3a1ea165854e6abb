import { wordEnd, wordStart } from './letter-case.ts';
import { longNumber, mailAddress } from './masking.ts';

const sep = String.raw`[ .()\-–]{0,3}`;
const year = String.raw`(?:19|20)\d{2}`;
const currency = String.raw`\s*(?:đồng(?!\s+(?:ý|chí|thời|bào))|đ|vnđ|vnd|nghìn|ngàn|triệu|tỷ|tỉ)${wordEnd}`;

/** Dates and money: long runs of digits that are nobody's. Money never begins with a zero, phones and ids may. */
export const impersonalNumbers: readonly RegExp[] = [
  new RegExp(String.raw`(?<!\d)\d{1,2}([-./])\d{1,2}\1${year}(?!\d)`, 'gu'),
  new RegExp(String.raw`(?<!\d)${year}-\d{2}-\d{2}(?!\d)`, 'gu'),
  new RegExp(String.raw`(?<![\d.,])[1-9]\d*(?:[.,]\d{3})*(?=${currency})`, 'giu'),
];

export const mails: readonly RegExp[] = [mailAddress];

/** `29A-123.45`, `59X1 234.56`, `51F12345`, `29K-1234`; in small letters only where it cannot be a measure. */
export const plates: readonly RegExp[] = [
  new RegExp(
    String.raw`${wordStart}[1-9]\d[ -]?[A-ZĐ]{1,2}\d?[ .-]{0,3}(?:\d{3}[. ]?\d{2}|\d{4})${wordEnd}`,
    'gu',
  ),
  new RegExp(
    String.raw`${wordStart}[1-9]\d-?[a-zđ]{1,2}\d?(?: ?- ?(?:\d{3}\.?\d{2}|\d{4})|[ .]?\d{3}\.\d{2}|\d{5})${wordEnd}`,
    'giu',
  ),
];

/** Citizen ids of 12 and 9 digits, passports; case and dossier codes, which open a person's file. */
export const ids: readonly RegExp[] = [
  new RegExp(String.raw`${wordStart}PA[ –-]?\d{6}[ –-]?\d{4,6}[ –-]?[A-Z]${wordEnd}`, 'giu'),
  new RegExp(
    String.raw`${wordStart}(?:\d{3}\.\d{2}\.\d{2}\.)?[A-Z]\d{2}(?:\.\d{1,3}){0,3} ?[–-] ?\d{6} ?[–-] ?\d{4,6}${wordEnd}`,
    'giu',
  ),
  /(?<!\d)(?:\d{12}|\d{3}([ .-])\d{3}\1\d{3}\1\d{3}|\d{4}([ .-])\d{4}\2\d{4}|\d{6}[ .-]\d{6})(?![ .-]?\d)/gu,
  /(?<!\d|\d[ .-])(?:\d{9}|\d{3}([ .-])\d{3}\1\d{3})(?![ .-]?\d)/gu,
  new RegExp(String.raw`${wordStart}[A-Z]\d{7,8}${wordEnd}`, 'gu'),
];

export const phones: readonly RegExp[] = [
  new RegExp(
    String.raw`(?<!\d)(?:\(?(?:\+|00)?84\)?${sep}(?:\(?0\)?${sep})?|\(?0${sep})(?:[35789](?:${sep}\d){8}|2(?:${sep}\d){8,9})(?!\d)`,
    'gu',
  ),
];

/** Any number after the words for an account, and every other long number: better hidden than shown. */
export const accounts: readonly RegExp[] = [
  new RegExp(
    String.raw`(?<=${wordStart}(?:stk|tk|tài\s+khoản|tai\s+khoan)${wordEnd}[^\d\n]{0,30})\d(?:[ .-]?\d){5,}`,
    'giu',
  ),
  longNumber,
];
