import type { Terms } from '../knowledge/language-files.ts';
import type { Findable } from './documents.ts';
import { createPhraseFinder, type PhraseFinder } from './phrases.ts';
import type { AnalysedQuestion } from './question.ts';
import { type Syllable, syllables } from './text.ts';

/** Special cases (foreign element, border area, mobile service …) wait until a question names them. */
export interface Cues {
  /** The factor for an entry that is such a case; 1 when it is none or the question names it. */
  factors(question: AnalysedQuestion): (entry: number) => number;
}

export function createCues(cues: Terms['cues'], entries: readonly Findable[]): Cues {
  const named = finderOf(cues.map(({ names }) => names));
  const asked = finderOf(cues.map(({ names, asks = [] }) => [...names, ...asks]));
  const cuesOf = entries.map(({ title }) => cuesIn(named, syllables(title)));
  return {
    factors(question) {
      const open = new Set(cuesIn(asked, question.words));
      for (const [cue, { concepts = [] }] of cues.entries()) {
        if (concepts.some((concept) => question.concepts.has(concept))) open.add(cue);
      }
      return (entry) => {
        let factor = 1;
        for (const cue of cuesOf[entry] ?? []) if (!open.has(cue)) factor *= cues[cue]?.demote ?? 1;
        return factor;
      };
    },
  };
}

/** Phrases of cue n lead to n. */
function finderOf(phrases: readonly (readonly string[])[]): PhraseFinder<number> {
  return createPhraseFinder(phrases.flatMap((list, cue) => list.map((phrase) => [phrase, cue] as const)));
}

function cuesIn(finder: PhraseFinder<number>, words: readonly Syllable[]): number[] {
  return [...new Set(finder.find(words).map(({ value }) => value))];
}
