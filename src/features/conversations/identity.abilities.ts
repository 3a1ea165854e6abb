import type { Ability, AbilityResult } from './ability.ts';
import { setLanguage, setSource } from './identity.repo.ts';

const done: AbilityResult = { outcome: 'done', values: {} };
const maxSourceChars = 64;

/** What is kept of a citizen on one channel account: the language chosen, the campaign that led here. */
export const identityAbilities: Readonly<Record<string, Ability>> = {
  set_language: async ({ tx, conversationId }, { language }) => {
    await setLanguage(tx, conversationId, language === 'en' ? 'en' : 'vi');
    return done;
  },
  set_source: async ({ tx, conversationId }, { code }) => {
    await setSource(tx, conversationId, String(code).slice(0, maxSourceChars));
    return done;
  },
};
