import type { WardVersionList } from '../../../../../src/contracts/console/admin.ts';
import { closedText, intervalsText, weekdays, workedText } from './hours-text.ts';

export type Version = WardVersionList['versions'][number];

/** `kind` says what `name` is: a field, a contact's name, a weekday, a year. Empty text = it is not there. */
export interface Change {
  readonly kind: 'field' | 'contact' | 'day' | 'year';
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** What a version has that the one before it had otherwise. */
export function changesBetween(before: Version | undefined, after: Version): Change[] {
  const [old, now] = [factsOf(before), factsOf(after)];
  const keys = [...new Set([...old.keys(), ...now.keys()])];
  return keys
    .filter((key) => (old.get(key) ?? '') !== (now.get(key) ?? ''))
    .map((key) => {
      const at = key.indexOf(' ');
      return {
        kind: key.slice(0, at) as Change['kind'],
        name: key.slice(at + 1),
        before: old.get(key) ?? '',
        after: now.get(key) ?? '',
      };
    });
}

function factsOf(version: Version | undefined): Map<string, string> {
  const facts = new Map<string, string>();
  const { contacts, hours } = version ?? {};
  for (const field of ['hotline', 'website', 'map', 'officerAnswersWithinWorkingHours'] as const)
    facts.set(`field ${field}`, String(contacts?.[field] ?? ''));
  for (const { name, ...rest } of contacts?.contacts ?? [])
    add(facts, `contact ${name}`, [name, ...Object.values(rest)].join(', '));
  if (!hours) return facts;
  for (const day of weekdays) facts.set(`day ${day}`, intervalsText(hours, day));
  for (const year of hours.years)
    facts.set(
      `year ${year.year}`,
      [year.source, ...linesOf(closedText(year)), ...linesOf(workedText(year))].join(', '),
    );
  return facts;
}

/** Two contacts may have one name. */
const add = (facts: Map<string, string>, key: string, text: string): void => {
  facts.set(key, [facts.get(key), text].filter(Boolean).join('; '));
};

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '');
