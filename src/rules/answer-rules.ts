import type { AnswerRule } from '../core/answer-rule.ts';
import { foldAccents } from '../core/fold.ts';
import { findPhone, normalisePhone } from '../core/phone.ts';
import { err, ok } from '../core/result.ts';
import { caseCodeWithinRule } from './case-code-rules.ts';
import { asksWhenRule, caseWishRule } from './case-wishes.ts';
import { dossierCodeRule } from './dossier-code.ts';
import { oldWardQuestion } from './old-ward-question.ts';

/** Every rule that a flow may name at an `ask`; the words hold one sentence per reason. */
export const answerRules: Readonly<Record<string, AnswerRule>> = {
  dossier_code: dossierCodeRule,
  old_ward_question: oldWardQuestion,
  last_four: { reasons: ['digits'], check: lastFour },
  phone: {
    reasons: ['phone'],
    check: (text) => {
      const phone = normalisePhone(text);
      return phone === undefined ? err('phone') : ok(phone);
    },
  },
  report: { reasons: ['short', 'long'], takesLetters: true, check: reportText },
  // What is too long is cut by whoever reads it, and said so.
  letter: {
    reasons: ['short'],
    takesLetters: true,
    check: (text) => (letterCount(text) < 4 ? err('short') : ok(text)),
  },
  place_words: { reasons: ['short', 'long'], check: placeWords },
  contact_words: {
    reasons: ['phone'],
    check: (text) => (findPhone(text) === undefined ? err('phone') : ok(text.slice(0, maxContactChars))),
  },
  case_code_within: caseCodeWithinRule,
  case_wish: caseWishRule,
  asks_when: asksWhenRule,
  stars: { reasons: ['stars'], check: stars },
  place_name: { reasons: ['name'], check: placeName },
  topic: {
    reasons: ['short', 'long'],
    check: (text) => {
      if ((text.match(/\p{L}/gu)?.length ?? 0) < 2) return err('short');
      return text.length > 1_000 ? err('long') : ok(text);
    },
  },
};

/** As much as fits on two pages. */
const maxReportChars = 3_000;
const maxPlaceChars = 300;
const maxContactChars = 200;

const letterCount = (text: string): number => text.match(/\p{L}/gu)?.length ?? 0;

function reportText(text: string): ReturnType<AnswerRule['check']> {
  if (letterCount(text) < 4) return err('short');
  return text.length > maxReportChars ? err('long') : ok(text);
}

function placeWords(text: string): ReturnType<AnswerRule['check']> {
  if (letterCount(text) < 2) return err('short');
  return text.length > maxPlaceChars ? err('long') : ok(text);
}

/** "5 sao", "cho bốn sao", "4 stars": not more than that, for "khách sạn 5 sao" is another matter. */
function stars(text: string): ReturnType<AnswerRule['check']> {
  const plain = foldAccents(text.toLowerCase()).trim();
  const said =
    /^(?:(?:toi |em |con )?(?:cho|cham|danh gia|danh gia la|rate)\s+)?(\d|mot|hai|ba|bon|nam)\s*(?:sao|stars?)\b/.exec(
      plain,
    );
  const value = said?.[1] === undefined ? undefined : (starWords[said[1]] ?? said[1]);
  return value !== undefined && /^[1-5]$/.test(value) ? ok(value) : err('stars');
}

const starWords: Readonly<Record<string, string>> = { mot: '1', hai: '2', ba: '3', bon: '4', nam: '5' };

/** The last four digits of a phone or id number: typed alone, in a sentence, or the whole number. */
function lastFour(text: string): ReturnType<AnswerRule['check']> {
  const groups = text.replace(/(?<=\d)[\s.-]+(?=\d)/g, '').match(/\d+/g) ?? [];
  const number = groups.findLast(
    (digits) => digits.length === 4 || (digits.length >= 9 && digits.length <= 12),
  );
  return number === undefined ? err('digits') : ok(number.slice(-4));
}

/** Somebody who asks for papers at this place asks a question; "lam" alone may be the Lâm of a name. */
function isErrand(text: string): boolean {
  const written = text.normalize('NFC').toLowerCase();
  return (
    /(?:^|\s)(?:làm|giấy|nộp|xin|cần|không|đâu|nào|gì|phải|biết|sao)(?:\s|$)/.test(written) ||
    /(?:^|\s)(?:dang ky|thu tuc|ho so|can gi|khong biet|vao dau|bao nhieu|may gio|o dau|the nao|la gi)(?:\s|$)/.test(
      foldAccents(written),
    )
  );
}

/** Longest name of a ward in use is far below 80 letters. */
function placeName(text: string): ReturnType<AnswerRule['check']> {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const isName = text.length <= 80 && (letters >= 2 || /\d/.test(text)) && !isErrand(text);
  return isName ? ok(text) : err('name');
}
