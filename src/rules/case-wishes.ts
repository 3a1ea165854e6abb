import type { AnswerRule } from '../core/answer-rule.ts';
import { foldWords } from '../core/fold.ts';
import { err, ok } from '../core/result.ts';

export type CaseWish = 'withdraw' | 'reopen' | 'still';

/** Words before what matters: "dạ cho tôi xin rút lại …". */
const before = `^(?:(?:da|a|o|u|thoi|ma|cho|toi|em|con|chau|minh|xin|muon|can|nho|phuong|vui long|giup|i want to|please) )*`;
const matter = String.raw`(?: (?:lai|cai|vu|viec|don|phan anh|kien nghi|cau hoi|do|nay|kia|di|nhe|nha|a|giup|gium|toi|cua|so|ma|vua gui|hom qua|hom truoc|cu|case|report|my|the|it|pa|\d\S*|[a-z]))*$`;
const wishes: readonly (readonly [CaseWish, RegExp])[] = [
  ['withdraw', new RegExp(`${before}(?:rut|withdraw)${matter}`)],
  ['reopen', new RegExp(`${before}(?:mo lai|reopen|gui lai (?:phan anh|vu|viec))${matter}`)],
  [
    'still',
    /^(?:(?:da|a|o|u|sao|ma|nhung|toi thay) )*(?:van (?:con|chua|hu|hong|bi|ngap|toi|nhu cu|the)|chua (?:sua|xong|xu ly|don|lam) (?:gi|dau|ma)|still (?:not|there|broken|the same))(?: |$)/,
  ],
];
const maxWords = 14;

/** What somebody wants done with a report of theirs: "tôi muốn rút", "mở lại phản ánh", "vẫn chưa sửa". */
export function readCaseWish(text: string): CaseWish | undefined {
  const words = foldWords(text);
  if (words.split(' ').length > maxWords) return undefined;
  return wishes.find(([, pattern]) => pattern.test(words))?.[0];
}

export const caseWishRule: AnswerRule = {
  reasons: ['no_wish'],
  check: (text) => (readCaseWish(text) ? ok(text) : err('no_wish')),
};

const asksWhen =
  /(?:^| )(?:khi nao|bao gio|chung nao|chung mo|bao lau|may ngay|may bua|toi dau roi|den dau roi|xu ly chua|sua chua|giai quyet chua|lam chua|xong chua|ai (?:xu ly|sua|xuong|lam|coi|xem) chua|when|how long)(?: |$)/;
const ofPapers =
  /(?:^| )(?:ho so|giay|thu tuc|lam viec|mo cua|khai sinh|can cuoc|cccd|dang ky|nop|cap lai|nghi trua|office|open)(?: |$)/;

/** "Bao giờ xong vậy", "có ai xử lý chưa": about what was reported, and not about papers or office hours. */
export const asksWhenRule: AnswerRule = {
  reasons: ['other'],
  check(text) {
    const words = foldWords(text);
    const isAbout = words.split(' ').length <= maxWords && asksWhen.test(words) && !ofPapers.test(words);
    return isAbout ? ok(text) : err('other');
  },
};
