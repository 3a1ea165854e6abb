import type { Terms } from '../knowledge/language-files.ts';
import type { Findable } from './documents.ts';
import { createPhraseFinder } from './phrases.ts';
import type { AnalysedQuestion } from './question.ts';
import { syllables } from './text.ts';

/** Special cases (foreign element, border area, mobile service …) wait until a question names them. */
export interface Cues {
  /** The factor for an entry that is such a case; 1 when it is none or the question names it. */
  factors(question: AnalysedQuestion): (entry: number) => number;
}

export function createCues(cues: Terms['cues'], entries: readonly Findable[]): Cues {
  const finderOf = (phrases: readonly string[]) =>
    createPhraseFinder(phrases.map((phrase) => [phrase, true] as const));
  const asked = cues.map((cue) => finderOf([...cue.names, ...(cue.asks ?? [])]));
  const named = cues.map((cue) => finderOf(cue.names));
  const titles = entries.map(({ title }) => syllables(title));
  const cuesOf = titles.map((words) =>
    named.flatMap((finder, cue) => (finder.find(words).length > 0 ? [cue] : [])),
  );
  return {
    factors(question) {
      const open = cues.map(
        (cue, at) =>
          cue.concepts?.some((concept) => question.concepts.has(concept)) ||
          (asked[at]?.find(question.words).length ?? 0) > 0,
      );
      return (entry) => {
        let factor = 1;
        for (const cue of cuesOf[entry] ?? []) if (!open[cue]) factor *= cues[cue]?.demote ?? 1;
        return factor;
      };
    },
  };
}
