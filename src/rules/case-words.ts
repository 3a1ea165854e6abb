import { foldWords } from '../core/fold.ts';

/** The words of a case's text that tell it from others, folded; and its alley, house and post numbers. */
export interface CaseWords {
  readonly meaningful: ReadonlySet<string>;
  /** `hem` → `12`, `45`; `street` → `hoa sen`. */
  readonly numbers: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Words around the matter itself, folded. Some hide a word that matters (`cho`: cho, chợ, chó); as said far more
 * often, they would make strangers alike. Those that are mostly the matter stay in: `den` (đèn), `do` (đổ), `duong`.
 */
const emptyWords = new Set(
  [
    'a ah ai anh ba bac bi bao biet ca cac cai can chi cho chu chua chung co con cua cung da dang day',
    'de dc duoc em gi giup gui hay hien hom hoi ho k khi khong kiem kinh ko la lai lam len luc ly ma moi mong nao',
    'nay nen ngay nguoi nha nhan nhe nhieu nho nhu nhung o oi ong phan pho phuong qua ra rang rat roi',
    'sao se som tai thang thay thi thoi tin to toi tra tren trong truoc tu tuan va van vay ve vi viec voi',
    'vs xem xin xu',
  ].flatMap((line) => line.split(' ')),
);
/** A number after one of these names a place; two different ones are two places. */
const placeNumber = /\b(hem|ngo|ngach|kiet|so|lo|cot|tru) (?:so )?(\d+[a-z]?)\b/g;

/** A neighbourhood holds many spots: its name tells no two of them apart. */
const neighbourhood = /\b(?:khu pho|kp|khu|to dan pho|to|thon|ap|xom) ?\d+\b/g;
const street = /(?<![\p{L}])(?:[đĐ]ường|[dD]uong|[pP]hố)\s+(\p{Lu}\p{L}*(?:\s+\p{Lu}\p{L}*)*)/gu;
const noStreet = new Set(['hem', 'ngo', 'khu', 'kp', 'so', 'nha', 'truoc', 'to']);
const alley = /(?<![\p{L}])(?:hẻm|hem|ngõ|ngo|kiệt|ngách)\s+(?:số\s+)?\d+[a-z]?(?![\p{L}\p{N}])/iu;

/** The street or alley that a text names, as it is written, without the number of a house. */
export function spotWithoutHouse(text: string): string | undefined {
  const [named] = streetsIn(text.normalize('NFC'));
  return named?.written ?? alley.exec(text.normalize('NFC'))?.[0];
}

const streetsIn = (text: string): { readonly written: string; readonly name: string }[] =>
  [...text.matchAll(street)]
    .map(({ 0: written, 1: name = '' }) => ({ written, name: foldWords(name) }))
    .filter(({ name }) => !noStreet.has(name.split(' ')[0] ?? ''));

/** `where`: what was said of the place apart from the text. */
export function readWords(text: string, where = ''): CaseWords {
  const folded = foldWords(text).replace(neighbourhood, ' ');
  const place = foldWords(`${text} ${where}`);
  const numbers = new Map<string, Set<string>>();
  for (const [, kind = '', number = ''] of place.matchAll(placeNumber)) {
    numbers.set(kind, (numbers.get(kind) ?? new Set()).add(number));
  }
  const streets = streetsIn(`${text} ${where}`.normalize('NFC')).map(({ name }) => name);
  if (streets.length > 0) numbers.set('street', new Set(streets));
  const meaningful = new Set(folded.split(' ').filter((word) => word !== '' && !emptyWords.has(word)));
  return { meaningful, numbers };
}

/** What both name with the same number or name: `hem`, `so`, `street`. */
export const placesAgreed = (one: CaseWords, other: CaseWords): string[] =>
  [...one.numbers].flatMap(([kind, numbers]) =>
    [...numbers].some((number) => other.numbers.get(kind)?.has(number) === true) ? [kind] : [],
  );

export const sharedWords = (one: CaseWords, other: CaseWords): number =>
  [...one.meaningful].filter((word) => other.meaningful.has(word)).length;

/** Dice: twice the shared words by all words. One shared word alone says nothing. */
export function wordOverlap(one: CaseWords, other: CaseWords): number {
  const shared = sharedWords(one, other);
  if (shared < 2) return 0;
  return (2 * shared) / (one.meaningful.size + other.meaningful.size);
}

/** Both name an alley (a house, a post …), and not one of the numbers is the same. */
export function placesDiffer(one: CaseWords, other: CaseWords): boolean {
  return [...one.numbers].some(([kind, numbers]) => {
    const others = other.numbers.get(kind);
    return others !== undefined && ![...numbers].some((number) => others.has(number));
  });
}
