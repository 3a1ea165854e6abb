import type { Speak } from '../../catalog/spoken-texts.ts';
import { maskPersonal } from '../../rules/masking.ts';
import { isOpen, nextOpening } from '../../rules/office-hours.ts';
import type { Ability } from '../conversations/index.ts';
import { loadWard, momentWords, type Say, sayer, type Ward } from '../wards/index.ts';
import { openRequest } from './handoff.repo.ts';

const maxTopicChars = 500;

/** `request_officer` of flows/abilities.yaml. */
export function createHandoffAbilities({ speak }: { readonly speak: Speak }): Record<string, Ability> {
  return {
    async request_officer({ tx, conversationId, language, now }, args) {
      const said =
        typeof args.topic === 'string' ? maskPersonal(args.topic.trim()).slice(0, maxTopicChars) : '';
      const { request, isNew } = await openRequest(tx, conversationId, said || null, new Date(now));
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
  };
}

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
