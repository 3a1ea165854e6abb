import type { AskedPart, AskedParts } from '../knowledge/language-files.ts';
import { createPhraseFinder } from './phrases.ts';
import { syllables } from './text.ts';

/** Which parts of a procedure a question asks for, the surest first; none when it does not say. */
export type AskedPartReader = (question: string) => readonly AskedPart[];

/** Asked beside another part in one sentence: "cần gì, hết bao nhiêu tiền, mất mấy ngày". */
const askedBeside: ReadonlySet<AskedPart> = new Set(['fee', 'time', 'where']);

/** The longest phrase wins; of equals, the part that stands first in the file. */
export function createAskedPart(data: AskedParts): AskedPartReader {
  const finder = createPhraseFinder(
    data.flatMap(({ part, phrases }, order) => phrases.map((phrase) => [phrase, { part, order }] as const)),
  );
  return (question) => {
    const [best, ...others] = finder
      .find(syllables(question))
      .sort((a, b) => b.length - a.length || a.value.order - b.value.order);
    if (!best) return [];
    const taken = [best];
    for (const one of others) {
      const apart = taken.every(
        ({ start, length }) => one.start >= start + length || start >= one.start + one.length,
      );
      if (apart && one.length > 1 && askedBeside.has(one.value.part)) taken.push(one);
    }
    return [...new Set(taken.map(({ value }) => value.part))];
  };
}
