import type { Smalltalk, SmalltalkTopic } from '../knowledge/language-files.ts';
import { createPhraseFinder, type PhraseMatch } from './phrases.ts';
import { syllables } from './text.ts';

export interface SmalltalkReader {
  /** The topic of a sentence that is nothing but small talk. */
  topic(question: string): SmalltalkTopic | undefined;
  /** The sentence names a subject that no ward office handles, or of which nothing is known here. */
  isBeyondUs(question: string): boolean;
}

export function createSmalltalk(data: Smalltalk): SmalltalkReader {
  const topics = createPhraseFinder<SmalltalkTopic>(
    Object.entries(data.topics).flatMap(([topic, phrases]) =>
      phrases.map((phrase) => [phrase, topic as SmalltalkTopic] as const),
    ),
  );
  const fillers = createPhraseFinder(data.fillers.map((phrase) => [phrase, true] as const));
  const beyondUs = createPhraseFinder(
    [...data.outOfScope, ...data.noAnswerYet].map((phrase) => [phrase, true] as const),
  );
  return {
    topic(question) {
      const words = syllables(question);
      const matches = topics.find(words);
      const longest = matches.sort((a, b) => b.length - a.length)[0];
      if (!longest) return undefined;
      return covers([...matches, ...fillers.find(words)], words.length) ? longest.value : undefined;
    },
    isBeyondUs: (question) =>
      // A chat command that got this far is none of ours.
      /^\s*\/\w+\s*$/.test(question) || beyondUs.find(syllables(question)).length > 0,
  };
}

function covers(matches: readonly PhraseMatch<unknown>[], length: number): boolean {
  const covered = new Set<number>();
  for (const match of matches) {
    for (let at = match.start; at < match.start + match.length; at += 1) covered.add(at);
  }
  return covered.size === length;
}
