import type { WardTx } from '../../store/database.ts';
import type { Ability, AbilityResult } from '../conversations/index.ts';
import {
  dropErasure,
  eraseContent,
  eraseIdentity,
  loadDueErasures,
  optIn,
  optOut,
  setConsent,
} from './privacy.repo.ts';

const done: AbilityResult = { outcome: 'done', values: {} };

/** `record_consent`, `erase_my_data`, `opt_out` and `opt_in` of flows/abilities.yaml. */
export function createPrivacyAbilities(): Record<string, Ability> {
  return {
    async record_consent({ tx, conversationId, now }) {
      await setConsent(tx, conversationId, new Date(now));
      return done;
    },
    async erase_my_data({ tx, conversationId }) {
      await eraseContent(tx, conversationId);
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
export async function finishErasures(tx: WardTx): Promise<number> {
  let forgotten = 0;
  for (const { conversationId, cameBack } of await loadDueErasures(tx, 50)) {
    if (cameBack) {
      await dropErasure(tx, conversationId);
      continue;
    }
    await eraseIdentity(tx, conversationId);
    forgotten += 1;
  }
  return forgotten;
}
