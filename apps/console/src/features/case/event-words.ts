import type { CaseEvent } from '../../../../../src/contracts/console/case.ts';
import type { Lookups } from '../../../../../src/contracts/console/lookups.ts';
import { officeName, staffName } from '../../lib/lookups.ts';
import { dateTime } from '../../lib/moments.ts';
import { nameIfKnown, say } from '../../lib/words.ts';

/** One line of the history as a sentence: what was done, and to whom or until when. */
export function eventSentence(event: Pick<CaseEvent, 'kind' | 'facts'>, lookups: Lookups): string {
  const what = nameIfKnown('history.event', event.kind) ?? say('history.other');
  const target = targetOf(event.facts, lookups);
  return target === '' ? what : `${what}: ${target}`;
}

/** Who did it: a name, the citizen, or the house itself. */
export function eventActor(event: Pick<CaseEvent, 'actor' | 'staff'>): string {
  return event.staff?.name ?? nameIfKnown('history.actor', event.actor) ?? '';
}

function targetOf(facts: CaseEvent['facts'], lookups: Lookups): string {
  const parts = [
    staffName(lookups, idOf(facts.toStaffId ?? facts.staffId)),
    officeName(lookups, idOf(facts.officeId)),
    typeof facts.reason === 'string' ? (nameIfKnown('case.pause', facts.reason) ?? '') : '',
    typeof facts.dueAt === 'number' ? say('history.due', { at: dateTime(facts.dueAt) }) : '',
    typeof facts.code === 'string' ? facts.code : '',
    typeof facts.stars === 'number' ? say('history.stars', { count: facts.stars }) : '',
    typeof facts.share === 'number' ? `${facts.share}%` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

const idOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);
