import { foldWords } from '../../core/fold.ts';

const prefixes = ['dac khu', 'thi tran', 'phuong', 'xa', 'tt', 'f', 'p', 'x'];
const startsWithPrefix = new RegExp(`^(?:${prefixes.join('|')})(?=[ \\d]) ?`);

/** What a ward's name is found by: `Phường 05`, `P.5`, `phuong 5` → `5`; `Thị trấn Thứ Ba` → `thu ba`. */
export function wardKey(name: string): string {
  const folded = foldWords(name.replace(/\([^)]*\)/g, ' '));
  const bare = folded.replace(startsWithPrefix, '').replace(/^so (?=\d)/, '');
  return (bare === '' ? folded : bare).replace(/^0+(?=\d)/, '');
}

/** How a citizen names a ward: what may be its name, longest first, and all the words, which may say where it lies. */
export interface NamedWard {
  readonly keys: readonly string[];
  /** Folded; may hold a province, or a district that is no more. */
  readonly hint: string;
}

const maxNameWords = 8;

export function readWardName(text: string): NamedWard {
  const words = fromPrefix(foldWords(text.slice(0, 200))).split(' ');
  const name = words.slice(0, maxNameWords);
  const keys = name
    .map((_, at) => wardKey(name.slice(0, name.length - at).join(' ')))
    .filter((key) => key !== '');
  return { keys: [...new Set(keys)], hint: words.join(' ') };
}

/** Drops what is said before the name: `hồi trước tôi ở phường 5` → `phường 5`. */
function fromPrefix(folded: string): string {
  const found = /(?:^| )((?:phuong|xa|thi tran|dac khu|p ?\d+|tt) .*|(?:phuong|p|f)\d+.*|p \d+.*)$/.exec(
    folded,
  );
  return (found?.[1] ?? folded).trim();
}

/** Is one a slip of the other? The same syllables in the same order, each at most a letter off, two in all. */
export function isNearly(typed: string, name: string): boolean {
  const [left, right] = [typed.split(' '), name.split(' ')];
  if (left.length !== right.length) return typed.replaceAll(' ', '') === name.replaceAll(' ', '');
  let slips = 0;
  for (const [at, syllable] of left.entries()) {
    const other = right[at] ?? '';
    if (syllable === other) continue;
    // Phường 12 is no misspelt Phường 13, and one letter alone is all there is of it.
    const firm = /\d/.test(syllable + other) || Math.min(syllable.length, other.length) < 2;
    if (firm || editDistance(syllable, other, 1) > 1) return false;
    slips += 1;
  }
  // In a single short syllable any letter makes another name.
  return slips <= (typed.length < 5 ? 0 : Math.min(2, left.length));
}

/** Letters to add, drop, change or swap (Damerau, optimal alignment), or `limit + 1` when it is more. */
function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) > limit) return limit + 1;
  let before: number[] = [];
  let above = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let i = 1; i <= left.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const change = left[i - 1] === right[j - 1] ? 0 : 1;
      let best = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + change);
      const swapped = left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
      if (i > 1 && j > 1 && swapped) best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    before = above;
    above = row;
  }
  return above[right.length] ?? limit + 1;
}
