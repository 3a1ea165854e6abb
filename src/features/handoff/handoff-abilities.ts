import type { Speak } from '../../catalog/spoken-texts.ts';
import { maskPersonal } from '../../rules/masking.ts';
import { isOpen, nextOpening } from '../../rules/office-hours.ts';
import { tellStaff } from '../../store/staff-live.ts';
import type { Ability } from '../conversations/index.ts';
import { loadWard, momentWords, type Say, sayer, type Ward } from '../wards/index.ts';
import { addToOpenRequest, openRequest } from './handoff.repo.ts';

const maxLineChars = 500;
/** Later words are taken for a new matter. */
const requestLastsMs = 24 * 3_600_000;

/** `request_officer` and `add_to_request` of flows/abilities.yaml. */
export function createHandoffAbilities({ speak }: { readonly speak: Speak }): Record<string, Ability> {
  return {
    async request_officer({ tx, conversationId, language, now }, args) {
      const said = lineOf(args.topic);
      const { request, isNew } = await openRequest(tx, conversationId, said || null, new Date(now));
      if (!isNew && said) await addToOpenRequest(tx, conversationId, said, new Date(0));
      await tellStaff(tx, { kind: 'conversation', id: conversationId });
      const ward = await loadWard(tx);
      const say = sayer(speak, language, 'officer-request');
      const sayWard = sayer(speak, language, 'ward-card');
      const first = isNew
        ? recordedLines(ward, now, say, sayWard)
        : [say('already', momentWords(request.createdAt.getTime(), sayWard))];
      const { hotline } = ward.settings;
      const lines = [...first, ...(hotline ? [say('hotline', { phone: hotline })] : [])];
      return { outcome: isNew ? 'recorded' : 'already', values: { text: lines.join('\n') } };
    },
    async add_to_request({ tx, conversationId, now }, args) {
      const since = new Date(now - requestLastsMs);
      const added = await addToOpenRequest(tx, conversationId, lineOf(args.text), since);
      if (added) await tellStaff(tx, { kind: 'conversation', id: conversationId });
      return { outcome: added ? 'added' : 'none', values: {} };
    },
  };
}

const lineOf = (value: unknown): string =>
  typeof value === 'string' ? maskPersonal(value.trim()).slice(0, maxLineChars) : '';

/** What was noted, and when an answer can be expected: as far as the ward has said so. */
function recordedLines({ name, settings }: Ward, now: number, say: Say, sayWard: Say): string[] {
  const { officeHours, officerAnswersWithinWorkingHours: hours } = settings;
  const opens = nextOpening(officeHours, now);
  const open = opens === undefined || isOpen(officeHours, now);
  return [
    open ? say('recordedOpen', { ward: name }) : say('recordedClosed', { ward: name }),
    ...(open ? [] : [say('opensAt', momentWords(opens, sayWard))]),
    ...(hours ? [say('within', { hours })] : []),
  ];
}
