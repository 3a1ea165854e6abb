import type { AskedPart, AskedParts } from '../knowledge/language-files.ts';
import { createPhraseFinder } from './phrases.ts';
import { syllables } from './text.ts';

/** Which part of a procedure a question asks for; null when it does not say. */
export type AskedPartReader = (question: string) => AskedPart | null;

/** The longest phrase wins; of equals, the part that stands first in the file. */
export function createAskedPart(data: AskedParts): AskedPartReader {
  const finder = createPhraseFinder(
    data.flatMap(({ part, phrases }, order) => phrases.map((phrase) => [phrase, { part, order }] as const)),
  );
  return (question) => {
    const [best] = finder
      .find(syllables(question))
      .sort((a, b) => b.length - a.length || a.value.order - b.value.order);
    return best?.value.part ?? null;
  };
}
