import type { KnowledgeContent, ProcedureView } from '../../../../../src/contracts/console/knowledge.ts';
import { nameOf } from '../../lib/words.ts';

type Facts = NonNullable<KnowledgeContent['facts']>;
export type FactName = keyof Facts;

export const factNames = ['fee', 'time', 'where', 'note'] as const satisfies readonly FactName[];

/** What was left empty stays as it was published. */
export function factsFrom(typed: Readonly<Record<FactName, string>>): Facts {
  return Object.fromEntries(
    factNames.map((name) => [name, typed[name].trim()] as const).filter(([, text]) => text !== ''),
  );
}

/** The list of a card, as one line. */
export const inOneLine = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.replace(/^[-+•]\s*/, '').replace(/\.$/, ''))
    .join('; ');

/** Only what the ward corrects, for comparing it with what is published now. */
export function comparison(
  facts: Facts,
  published: ProcedureView['published'],
): { readonly original: string; readonly ours: string } {
  const told = factNames.filter((name) => facts[name] !== undefined);
  const lines = (textOf: (name: FactName) => string): string =>
    told.map((name) => `${nameOf('procedure.fact', name)}: ${textOf(name)}`).join('\n');
  return {
    original: lines((name) => (name === 'note' ? '' : inOneLine(published[name]))),
    ours: lines((name) => facts[name] ?? ''),
  };
}
