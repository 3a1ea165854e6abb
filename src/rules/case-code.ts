import { localDate } from './local-day.ts';

/** The part of a case code that cannot be right; `no_code`: the text holds nothing like one. */
export type CaseCodeFault = 'no_code' | 'format' | 'date' | 'check';
export type CaseCodeReading =
  | { readonly ok: true; readonly code: string }
  | { readonly ok: false; readonly fault: CaseCodeFault };

/** 23 letters, a prime number of them, without I, O and Q, which look like 1 and 0. */
const checkLetters = 'ABCDEFGHJKLMNPRSTUVWXYZ';
/** Its powers run through all 22 remainders of 23 but 0, so no two places of a code weigh the same. */
const radix = 5;

/**
 * `PA-261122-0042-K`: *phản ánh*, the Vietnamese day of receipt, the order of the day (counted from 1), a letter.
 * Every single wrong digit and every two digits that changed places give another letter (up to 22 digits).
 */
export function makeCaseCode(receivedAt: number, order: number): string {
  const date = localDate(receivedAt).replaceAll('-', '').slice(2);
  return withCheck(date, String(order));
}

function withCheck(date: string, order: string): string {
  const number = order.replace(/^0+/, '').padStart(4, '0');
  return `PA-${date}-${number}-${checkLetter(number + date)}`;
}

/** Over the order and then the date: zeros in front of the order, which may be left out, weigh nothing. */
function checkLetter(digits: string): string {
  let sum = 0;
  for (const digit of digits) sum = ((sum + Number(digit)) * radix) % checkLetters.length;
  return checkLetters.charAt(sum);
}

const gap = String.raw`[\s\-._/:#]*`;
const gaps = String.raw`[\s\-._/:#]+`;
const digit = '[0-9O]';
const alone = String.raw`(?![\p{L}\p{N}])`;
/** Something that was meant as a code: the two letters and at least four digits, however spaced. */
const meant = new RegExp(String.raw`(?<![\p{L}\p{N}])PA(?=(?:${gap}${digit}){4})(?=${gap}O*[0-9])`, 'gu');
/** Zeros in front of the order may be left out where a gap shows where it begins. */
const whole = new RegExp(
  `^PA${gap}(${digit}{6})(?:${gaps}(${digit}{1,6})|(${digit}{4,6}))${gap}([A-Z])${alone}`,
  'u',
);

/**
 * The first right code anywhere in what a citizen typed: small letters, other dashes or none, blanks, the letter
 * O for a zero. When none is right, says what is wrong with the first that was meant as one.
 */
export function readCaseCode(text: string): CaseCodeReading {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\u200B-\u200F\u2060\uFEFF]/g, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-');
  const readings = [...plain.matchAll(meant)].map(({ index }) => readHere(plain.slice(index)));
  return readings.find(({ ok }) => ok) ?? readings[0] ?? { ok: false, fault: 'no_code' };
}

function readHere(text: string): CaseCodeReading {
  const match = whole.exec(text);
  if (!match) return { ok: false, fault: 'format' };
  const date = zeros(match[1] ?? '');
  const order = zeros(match[2] ?? match[3] ?? '');
  if (!isDay(date)) return { ok: false, fault: 'date' };
  const code = withCheck(date, order);
  return code.endsWith(match[4] ?? '') ? { ok: true, code } : { ok: false, fault: 'check' };
}

const zeros = (text: string): string => text.replaceAll('O', '0');

/** YYMMDD as a day of the 2000s. */
function isDay(date: string): boolean {
  const iso = `20${date.slice(0, 2)}-${date.slice(2, 4)}-${date.slice(4)}`;
  const parsed = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(iso);
}
