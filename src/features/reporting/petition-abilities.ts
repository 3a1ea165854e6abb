import { findPhone } from '../../core/phone.ts';
import { filePetition } from '../cases/index.ts';
import type { Ability } from '../conversations/index.ts';
import { holdsAny, padded } from './answer-cues.ts';
import { textOf } from './arguments.ts';
import { readCallWish } from './call-hours.ts';
import { readContact } from './contact.ts';
import { hasOpenPetition } from './reporting.repo.ts';
import type { ReportingDeps } from './reporting-deps.ts';

/**
 * Complaints and denunciations: nothing is kept but who wants to be called, sealed; the denouncer's identity is a
 * secret (Luật Tố cáo 2018).
 */
export function createPetitionAbilities({ seal, answers }: ReportingDeps): Record<string, Ability> {
  return {
    async read_petition(_context, args) {
      const words = padded(textOf(args, 'text'));
      const kinds = (['complaint', 'denunciation'] as const).filter((kind) => holdsAny(words, answers[kind]));
      const [kind, other] = kinds;
      return kind && !other ? { outcome: 'known', values: { kind } } : { outcome: 'unknown', values: {} };
    },
    async keep_petition({ tx, conversationId, now }, args) {
      const kind = textOf(args, 'kind') === 'denunciation' ? 'denunciation' : 'complaint';
      const words = textOf(args, 'contact').slice(0, 200);
      if (await hasOpenPetition(tx, kind, conversationId)) return { outcome: 'already', values: {} };
      const written = findPhone(words);
      if (!written) throw new Error('a call back without a number');
      const { who, when } = readCallWish(words.normalize('NFKC'), written.text);
      const contact = { name: readContact(who).name, phone: written.phone, callWhen: when };
      await filePetition(tx, seal, { kind, contact, conversationId, at: now });
      return { outcome: 'kept', values: {} };
    },
  };
}
