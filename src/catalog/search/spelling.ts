import { fold } from './text.ts';

/** Reads what an input method left behind or a hurried thumb produced. */
export interface Spelling {
  /** Words (accented where that can be told) meant by an unknown syllable, likeliest first; empty when none. */
  repair(word: string): readonly string[][];
}

const maxRepairs = 3;

export function createSpelling(knownFolded: Iterable<string>): Spelling {
  const known = new Set<string>();
  for (const word of knownFolded) if (/^[a-z]{2,7}$/.test(word)) known.add(word);
  const byDeletion = indexDeletions(known);
  const repairs = new Map<string, readonly string[][]>();

  const find = (word: string): string[][] => {
    const typed = readTelex(word) ?? readVni(word);
    if (typed && known.has(fold(typed))) return [[typed]];
    const folded = fold(word);
    if (!/^[a-z]{3,14}$/.test(folded)) return [];
    const glued = splitGlued(folded, known);
    if (glued) return [glued];
    return nearest(folded, known, byDeletion).map((candidate) => [candidate]);
  };
  return {
    repair(word) {
      const cached = repairs.get(word);
      if (cached) return cached;
      const found = find(word);
      if (repairs.size > 5_000) repairs.clear();
      repairs.set(word, found);
      return found;
    },
  };
}

const tones: Readonly<Record<string, string>> = {
  s: '\u0301',
  f: '\u0300',
  r: '\u0309',
  x: '\u0303',
  j: '\u0323',
};
const telexShapes: readonly (readonly [RegExp, string])[] = [
  [/dd/, 'đ'],
  [/d(.*)d$/, 'đ$1'],
  [/uow|uwow|uwo/, 'ươ'],
  [/aa/, 'â'],
  [/ee/, 'ê'],
  [/oo/, 'ô'],
  [/aw/, 'ă'],
  [/ow/, 'ơ'],
  [/uw/, 'ư'],
  [/a(.+)a$/, 'â$1'],
  [/e(.+)e$/, 'ê$1'],
  [/o(.+)o$/, 'ô$1'],
  [/ươ|w(?=[a-z])/, 'ươ'],
];

/** "giaays" -> "giấy", "sinhj" -> "sịnh"; undefined when nothing in it looks like Telex. */
export function readTelex(word: string): string | undefined {
  if (!/^[a-zđâêôăơư]{2,10}$/.test(word)) return undefined;
  let rest = word;
  let tone = '';
  const toneAt = /^(.*[aeiouyâêôăơư].*?)([sfrxj])([a-zđâêôăơư]{0,3})$/.exec(rest);
  if (toneAt?.[1] && toneAt[2]) {
    tone = tones[toneAt[2]] ?? '';
    rest = toneAt[1] + (toneAt[3] ?? '');
  }
  for (const [shape, letters] of telexShapes) rest = rest.replace(shape, letters);
  const read = putTone(rest, tone);
  return read === word ? undefined : read;
}

const vniTones = ['', '\u0301', '\u0300', '\u0309', '\u0303', '\u0323'];
const vniShapes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '6': { a: 'â', e: 'ê', o: 'ô' },
  '7': { o: 'ơ', u: 'ư' },
  '8': { a: 'ă' },
  '9': { d: 'đ' },
};

/** "gia6y1" -> "giấy"; undefined when there is no digit inside the word. */
export function readVni(word: string): string | undefined {
  if (!/^[a-z]+\d[a-z\d]*$/.test(word)) return undefined;
  let letters = '';
  let tone = '';
  for (const character of word) {
    const shape = vniShapes[character];
    if (shape) letters = reshapeLast(letters, shape);
    else if (/[1-5]/.test(character)) tone = vniTones[Number(character)] ?? '';
    else if (/[a-z]/.test(character)) letters += character;
    else return undefined;
  }
  return putTone(letters.replace('uơ', 'ươ'), tone);
}

function reshapeLast(letters: string, shape: Readonly<Record<string, string>>): string {
  for (let at = letters.length - 1; at >= 0; at -= 1) {
    const changed = shape[letters[at] ?? ''];
    if (changed) return letters.slice(0, at) + changed + letters.slice(at + 1);
  }
  return letters;
}

/** Puts a tone on the main vowel: the shaped one, else the last before a final consonant, else the first of two. */
function putTone(word: string, tone: string): string {
  if (tone === '') return word.normalize('NFC');
  const start = /^(qu|gi(?=[aeiouyâêôăơư]))/.exec(word)?.[0].length ?? 0;
  const vowels = [...word.slice(start).matchAll(/[aeiouyâêôăơư]/g)].map((match) => match.index + start);
  const shaped = vowels.filter((at) => /[âêôăơư]/.test(word[at] ?? ''));
  const closed = /[^aeiouyâêôăơư]$/.test(word);
  const open = vowels.length > 1 && !closed ? vowels[vowels.length - 2] : vowels.at(-1);
  const at = shaped.at(-1) ?? open;
  if (at === undefined) return word;
  return (word.slice(0, at + 1) + tone + word.slice(at + 1)).normalize('NFC');
}

/** "khaisinh" -> khai, sinh: at most three known syllables of two letters or more. */
function splitGlued(word: string, known: ReadonlySet<string>, most = 3): string[] | undefined {
  if (word.length < 5) return undefined;
  for (let cut = Math.min(6, word.length - 2); cut >= 2; cut -= 1) {
    const head = word.slice(0, cut);
    if (!known.has(head)) continue;
    const tail = word.slice(cut);
    if (known.has(tail)) return [head, tail];
    const rest = most > 2 ? splitGlued(tail, known, most - 1) : undefined;
    if (rest) return [head, ...rest];
  }
  return undefined;
}

function indexDeletions(known: ReadonlySet<string>): Map<string, string[]> {
  const index = new Map<string, string[]>();
  for (const word of known) {
    if (word.length < 3) continue;
    for (const shorter of deletions(word)) {
      const words = index.get(shorter);
      if (words) words.push(word);
      else index.set(shorter, [word]);
    }
  }
  return index;
}

function* deletions(word: string): Generator<string> {
  for (let at = 0; at < word.length; at += 1) yield word.slice(0, at) + word.slice(at + 1);
}

/** Known syllables one slip away (a letter more, less, other, or two swapped), the same first letter first. */
function nearest(
  word: string,
  known: ReadonlySet<string>,
  byDeletion: ReadonlyMap<string, readonly string[]>,
): string[] {
  const found = new Set<string>(byDeletion.get(word) ?? []);
  for (const shorter of deletions(word)) {
    if (known.has(shorter)) found.add(shorter);
    for (const candidate of byDeletion.get(shorter) ?? []) found.add(candidate);
  }
  const likeness = (candidate: string) =>
    (candidate[0] === word[0] ? 2 : 0) + (candidate.at(-1) === word.at(-1) ? 1 : 0);
  return [...found].sort((a, b) => likeness(b) - likeness(a)).slice(0, maxRepairs);
}
