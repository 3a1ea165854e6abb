import type { Ability } from '../conversations/index.ts';
import { textOf } from './arguments.ts';
import { readContact } from './contact.ts';
import { keepPetition } from './reporting.repo.ts';
import type { ReportingDeps } from './reporting-deps.ts';

/**
 * Complaints and denunciations: nothing is kept but who wants to be called, sealed; the denouncer's identity is a
 * secret (Luật Tố cáo 2018).
 */
export function createPetitionAbilities({ seal }: ReportingDeps): Record<string, Ability> {
  return {
    async keep_petition({ tx, conversationId }, args) {
      const kind = textOf(args, 'kind') === 'denunciation' ? 'denunciation' : 'complaint';
      const words = textOf(args, 'contact').slice(0, 200);
      const contactSealed = seal.seal('petition contact', JSON.stringify({ ...readContact(words), words }));
      const isNew = await keepPetition(tx, { kind, contactSealed, conversationId });
      return { outcome: isNew ? 'kept' : 'already', values: {} };
    },
  };
}
