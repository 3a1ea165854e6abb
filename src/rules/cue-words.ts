import { foldAccents, normalCase } from '../core/fold.ts';

/** A text cut into words, as typed and without accents. */
export interface CueText {
  readonly typed: readonly string[];
  readonly folded: readonly string[];
}

interface Cue extends CueText {
  /** Something else without its accents: `chó` and `cho`, `tự vẫn` and `tư vấn`. */
  readonly isStrict: boolean;
}

/** Phrases by the first of their words, without its accents. */
export interface Cues {
  readonly byFirst: ReadonlyMap<string, readonly Cue[]>;
}

const word = /[\p{L}\p{N}]+/gu;
/** How people type `không` in a hurry; `hem` is an alley. */
const notWords = new Set(['ko', 'k', 'kg', 'hk', 'hok', 'khg', 'kh', 'hông', 'hổng', 'hong', 'hỏng']);

/** What else is typed short. */
const longForms: ReadonlyMap<string, string> = new Map([
  ['nc', 'nước'],
  ['dg', 'đường'],
  ['đg', 'đường'],
  ['trc', 'trước'],
  ['ng', 'người'],
]);

export function readCueText(text: string): CueText {
  const typed = (normalCase(text).match(word) ?? []).map((one) => longForms.get(one) ?? one);
  return { typed, folded: typed.map(foldAccents) };
}

export function compileCues(phrases: Iterable<string>, strict: ReadonlySet<string> = new Set()): Cues {
  const byFirst = new Map<string, Cue[]>();
  for (const phrase of phrases) {
    const text = readCueText(phrase);
    const cue = { ...text, isStrict: strict.has(text.typed.join(' ')) };
    const first = cue.folded[0];
    if (first === undefined) continue;
    byFirst.set(first, [...(byFirst.get(first) ?? []), cue]);
  }
  return { byFirst };
}

/** Accents may be left out, but not be other ones: `cống` is neither `công` nor `cổng`. */
function agrees(text: CueText, at: number, cue: Cue, index: number): boolean {
  const [typed, wanted] = [text.typed[at], cue.typed[index]];
  if (typed === wanted) return true;
  if (wanted === 'không' && typed !== undefined && notWords.has(typed)) return true;
  return !cue.isStrict && typed === text.folded[at] && typed === cue.folded[index];
}

/** How many words the longest phrase has that begins at a word of the text; 0 when none does. */
function cueAt({ byFirst }: Cues, text: CueText, at: number): number {
  let longest = 0;
  const folded = text.folded[at] ?? '';
  const first = notWords.has(text.typed[at] ?? '') ? 'khong' : folded;
  for (const key of first === folded ? [folded] : [folded, first]) {
    for (const cue of byFirst.get(key) ?? []) {
      if (cue.typed.length <= longest) continue;
      if (cue.typed.every((_, index) => agrees(text, at + index, cue, index))) longest = cue.typed.length;
    }
  }
  return longest;
}

/** The number of words of each phrase that is in the text, where phrases do not overlap. */
export function cuesIn(cues: Cues, text: CueText): number[] {
  const found: number[] = [];
  for (let at = 0; at < text.typed.length; ) {
    const size = cueAt(cues, text, at);
    if (size > 0) found.push(size);
    at += Math.max(size, 1);
  }
  return found;
}

export const hasCue = (cues: Cues, text: CueText): boolean =>
  text.typed.some((_, at) => cueAt(cues, text, at) > 0);

/** The text begins with one of them. */
export const beginsWithCue = (cues: Cues, text: CueText): boolean => cueAt(cues, text, 0) > 0;

/** The text with a gap for each phrase, over which no other phrase reaches. */
export function withoutCues(cues: Cues, text: CueText): CueText {
  const typed = [...text.typed];
  for (let at = 0; at < typed.length; ) {
    const size = cueAt(cues, text, at);
    typed.fill('', at, at + size);
    at += Math.max(size, 1);
  }
  return { typed, folded: typed.map((word, at) => (word === '' ? '' : (text.folded[at] ?? ''))) };
}
