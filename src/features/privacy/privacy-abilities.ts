import type { Speak } from '../../catalog/spoken-texts.ts';
import type { PersonalDataLaw } from '../../rules/personal-data-law.ts';
import type { WardTx } from '../../store/database.ts';
import type { Ability, AbilityResult } from '../conversations/index.ts';
import { noteRequest } from './data-requests.ts';
import { summaryOf } from './own-data-summary.ts';
import {
  dropErasure,
  eraseContent,
  eraseIdentity,
  loadDueErasures,
  optIn,
  optOut,
  setConsent,
} from './privacy.repo.ts';

export interface PrivacyDeps {
  readonly law: PersonalDataLaw;
  readonly speak: Speak;
}

const done: AbilityResult = { outcome: 'done', values: {} };

/** `record_consent`, `export_own_data`, `erase_my_data`, `opt_out` and `opt_in` of flows/abilities.yaml. */
export function createPrivacyAbilities({ law, speak }: PrivacyDeps): Record<string, Ability> {
  return {
    async record_consent({ tx, conversationId, now }) {
      await setConsent(tx, conversationId, new Date(now));
      return done;
    },
    async export_own_data({ tx, conversationId, language, now }) {
      const text = await summaryOf(tx, conversationId, { speak, language });
      await noteRequest(tx, law, { kind: 'access', conversationId, staffId: null, at: now, doneAt: now });
      return { outcome: 'shown', values: { text } };
    },
    async erase_my_data({ tx, conversationId, now }) {
      await eraseContent(tx, conversationId);
      await noteRequest(tx, law, { kind: 'erasure', conversationId, staffId: null, at: now, doneAt: null });
      return done;
    },
    async opt_out({ tx, conversationId, now }) {
      return (await optOut(tx, conversationId, new Date(now))) ? done : { outcome: 'already', values: {} };
    },
    async opt_in({ tx, conversationId }) {
      await optIn(tx, conversationId);
      return done;
    },
  };
}

/**
 * The second half of `erase_my_data`: when the farewell has been sent, the citizen's address on the platform goes
 * too. Run it every minute for each ward; returns how many were forgotten.
 */
export async function finishErasures(tx: WardTx, now: number): Promise<number> {
  let forgotten = 0;
  for (const { conversationId, cameBack } of await loadDueErasures(tx, 50)) {
    if (cameBack) {
      await dropErasure(tx, conversationId);
      continue;
    }
    await eraseIdentity(tx, conversationId, new Date(now));
    forgotten += 1;
  }
  return forgotten;
}
