export { createPrivacyAbilities, finishErasures } from './privacy-abilities.ts';
