/** Longest question that is analysed, in characters; the rest of a longer one is not read. */
const maxChars = 2_000;

/** One syllable as typed and without accents. */
export interface Syllable {
  /** NFC, lower case, old tone placement ("hòa", not "hoà"). */
  readonly accented: string;
  /** ASCII: no accents, đ -> d. */
  readonly folded: string;
}

const marks = /\p{M}/gu;

/** Removes accents: "Đăng ký" -> "dang ky". */
export function fold(text: string): string {
  return text.normalize('NFD').replace(marks, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').toLowerCase();
}

const oldPlacement: Readonly<Record<string, string>> = {
  oà: 'òa',
  oá: 'óa',
  oả: 'ỏa',
  oã: 'õa',
  oạ: 'ọa',
  oè: 'òe',
  oé: 'óe',
  oẻ: 'ỏe',
  oẽ: 'õe',
  oẹ: 'ọe',
  uỳ: 'ùy',
  uý: 'úy',
  uỷ: 'ủy',
  uỹ: 'ũy',
  uỵ: 'ụy',
};
const newPlacement = new RegExp(`(?<!q)(${Object.keys(oldPlacement).join('|')})$`);
const cache = new Map<string, Syllable>();
const maxCached = 60_000;

function syllable(word: string): Syllable {
  const known = cache.get(word);
  if (known) return known;
  const accented = word.replace(newPlacement, (vowels) => oldPlacement[vowels] ?? vowels);
  const made = { accented, folded: fold(accented) };
  if (cache.size < maxCached) cache.set(word, made);
  return made;
}

/** The syllables and numbers of a text, in order; punctuation and stray combining marks are dropped. */
export function syllables(text: string): Syllable[] {
  const plain = text
    .slice(0, maxChars)
    .normalize('NFC')
    .toLowerCase()
    .replace(/\p{M}|[\u200B-\u200F\u202A-\u202E\u2060\uFEFF]/gu, '');
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map(syllable);
}

export function hasAccents(word: Syllable): boolean {
  return word.accented !== word.folded;
}
