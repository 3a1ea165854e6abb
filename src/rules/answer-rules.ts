import type { AnswerRule } from '../core/answer-rule.ts';
import { foldAccents } from '../core/fold.ts';
import { normalisePhone } from '../core/phone.ts';
import { err, ok } from '../core/result.ts';
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
  place_name: { reasons: ['name'], check: placeName },
  topic: {
    reasons: ['short', 'long'],
    check: (text) => {
      if ((text.match(/\p{L}/gu)?.length ?? 0) < 2) return err('short');
      return text.length > 1_000 ? err('long') : ok(text);
    },
  },
};

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
