export { type CitizenDeskDeps, createCitizenRoutes } from './citizen-desk.ts';
export { createPrivacyAbilities, finishErasures, type PrivacyDeps } from './privacy-abilities.ts';
export { sweepRetention } from './retention.ts';
