import { findPhone } from '../../core/phone.ts';

/** Who sent a report, as far as they said. */
export interface Contact {
  readonly name: string | null;
  /** `84…` */
  readonly phone: string | null;
}

/** "Lan, 0900 000 001" → name and number. */
export function readContact(text: string): Contact {
  const found = findPhone(text);
  const rest = (found ? withoutPhone(text.normalize('NFKC'), found.text) : text)
    .replace(
      /(?:số điện thoại|so dien thoai|điện thoại|sđt|sdt|đt|tên tôi là|tôi là|tôi tên|tên|my name is|phone)(?![\p{L}])\s*:?/giu,
      ' ',
    )
    .replace(/[\s,;.:/-]+/g, ' ')
    .trim();
  return { name: rest === '' ? null : rest.slice(0, 100), phone: found?.phone ?? null };
}

/** "Tư, số 0901112223": the word before the number goes with it; "bà Tư số 7" keeps its house. */
const withoutPhone = (text: string, phone: string): string =>
  text.replace(phone, '\n').replace(/(?<![\p{L}])(?:số|so)?[\s:]*\n/iu, ' ');
