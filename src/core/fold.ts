/** Vietnamese letters without their marks; everything else as it is. `đ` does not split under NFD, hence the pair. */
const plainByLetter: ReadonlyMap<string, string> = new Map(
  [
    ['a', 'àáảãạăằắẳẵặâầấẩẫậ'],
    ['e', 'èéẻẽẹêềếểễệ'],
    ['i', 'ìíỉĩị'],
    ['o', 'òóỏõọôồốổỗộơờớởỡợ'],
    ['u', 'ùúủũụưừứửữự'],
    ['y', 'ỳýỷỹỵ'],
    ['d', 'đ'],
  ].flatMap(([plain = '', marked = '']) => [...marked].map((letter): [string, string] => [letter, plain])),
);
const marked = /[^\0-\x7f]/g;

/** Drops the accents of lower-case NFC text: `giấy khai sinh` → `giay khai sinh`. */
export function foldAccents(text: string): string {
  return text.replace(marked, (letter) => plainByLetter.get(letter) ?? letter);
}

const oldTonePlaces: ReadonlyMap<string, string> = new Map(
  [
    'oà òa',
    'oá óa',
    'oả ỏa',
    'oã õa',
    'oạ ọa',
    'oè òe',
    'oé óe',
    'oẻ ỏe',
    'oẽ õe',
    'oẹ ọe',
    'uỳ ùy',
    'uý úy',
    'uỷ ủy',
    'uỹ ũy',
    'uỵ ụy',
  ].map((pair): [string, string] => [pair.slice(0, 2), pair.slice(3)]),
);
const movedTone = /(?<!q)(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\p{L})/gu;

/** Lower case, composed, and one place for the tone mark: `HUỶ` and `hủy` become the same. */
export function normalCase(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFC')
    .replace(movedTone, (pair) => oldTonePlaces.get(pair) ?? pair);
}

/** Only lower-case letters without accents and digits, single blanks between: `Sổ đỏ (bìa hồng)` → `so do bia hong`. */
export function foldWords(text: string): string {
  return foldAccents(normalCase(text))
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
