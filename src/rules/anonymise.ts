import { type PersonalKind, personalKinds } from '../core/personal.ts';
import { houseAddresses } from './house-addresses.ts';
import { personalNames } from './personal-names.ts';
import { accounts, ids, impersonalNumbers, mails, phones, plates } from './personal-numbers.ts';

export interface Anonymised {
  readonly text: string;
  /** What was taken out, in the order of the text, for the person who checks it. */
  readonly found: readonly { readonly kind: PersonalKind; readonly from: string }[];
}

type Words = Readonly<Partial<Record<PersonalKind, string>>>;

/** A letter of the private-use area for each kind: stands in for what was found, and is part of no pattern. */
const markOf = (kind: PersonalKind): string => String.fromCharCode(0xe000 + personalKinds.indexOf(kind));
const spared = '\uE0FF';

const patterns: Readonly<Record<PersonalKind, readonly RegExp[]>> = {
  email: mails,
  plate: plates,
  id: ids,
  phone: phones,
  account: accounts,
  address: houseAddresses,
  name: personalNames(markOf('address')),
};

/**
 * Puts plain words (`[họ tên]`) in the place of what tells who somebody is, for publication. It leans to hiding:
 * a person reads the result before it is public, and gives back what hides too much. A kind without words stays.
 */
export function anonymise(text: string, words: Words): Anonymised {
  const original = readable(text);
  const found: { kind: PersonalKind; start: number; end: number }[] = [];
  let rest = impersonalNumbers.reduce((left, pattern) => blank(left, pattern, spared), original);
  for (const kind of personalKinds.filter((each) => words[each] !== undefined)) {
    for (const pattern of patterns[kind]) {
      for (const { index, 0: match } of rest.matchAll(pattern)) {
        found.push({ kind, start: index, end: index + match.length });
      }
      rest = blank(rest, pattern, markOf(kind));
    }
  }
  found.sort((one, other) => one.start - other.start);
  return {
    text: replaced(original, found, words),
    found: found.map(({ kind, start, end }) => ({ kind, from: original.slice(start, end) })),
  };
}

/**
 * Composed letters, plain digits, nothing invisible that would split a number; and short gaps: the patterns look
 * back over them, which takes cubic time in a long run of blanks.
 */
const readable = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\u200B-\u200F\u202A-\u202E\u2060\uFEFF\uE000-\uE0FF]/g, '')
    .replace(/[\uFF10-\uFF19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/\u00A0/g, ' ')
    .replace(/\s{2,}/g, gap);

const gap = (blanks: string): string => '\n'.repeat(Math.min(2, blanks.split('\n').length - 1)) || ' ';

const blank = (text: string, pattern: RegExp, mark: string): string =>
  text.replace(pattern, (match) => mark.repeat(match.length));

function replaced(
  text: string,
  found: readonly { readonly kind: PersonalKind; readonly start: number; readonly end: number }[],
  words: Words,
): string {
  let at = 0;
  let result = '';
  for (const { kind, start, end } of found) {
    result += text.slice(at, start) + (words[kind] ?? '');
    at = end;
  }
  return result + text.slice(at);
}
