import type { AskStep, FlowWords, StepWords } from '../flow.ts';
import type { Lexicon } from '../lexicon.ts';
import { compilePhrases, findWithin, type Phrases } from './phrases.ts';
import type { Answer } from './read-answer.ts';
import type { Tokens } from './tokens.ts';

type Said = NonNullable<StepWords['said']>;

/** Words of a step never change, so they are compiled once. */
const compiled = new WeakMap<Said, Phrases<string>>();

function phrasesOf(said: Said): Phrases<string> {
  const known = compiled.get(said);
  if (known) return known;
  const phrases = compilePhrases(
    Object.entries(said).flatMap(([id, list]) => list.map((phrase): [string, string] => [phrase, id])),
  );
  compiled.set(said, phrases);
  return phrases;
}

/** The option for which the words of a question, in either language, have what was said as a whole. */
export function readSaid(
  { fillers }: Lexicon,
  step: AskStep,
  words: readonly (FlowWords['steps'][string] | undefined)[],
  tokens: Tokens,
): Answer {
  const id = words
    .map((entry) => (entry?.said ? findWithin(phrasesOf(entry.said), fillers, tokens) : undefined))
    .find((found) => found !== undefined);
  const option = step.options.find((known) => known.id === id);
  if (!option) return { kind: 'none' };
  const values = step.save === undefined || option.spoken ? {} : { [step.save]: option.id };
  return { kind: 'ok', values, edge: `option:${option.id}`, ...(option.go ? { go: option.go } : {}) };
}
