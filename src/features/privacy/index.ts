export { type CitizenDeskDeps, createCitizenRoutes } from './citizen-desk.ts';
export { createDeskCitizenRoutes } from './desk-citizen.ts';
export { createPrivacyAbilities, finishErasures, type PrivacyDeps } from './privacy-abilities.ts';
export { sweepRetention } from './retention.ts';
