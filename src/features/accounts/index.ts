export { type AccountSecrets, openSecrets, sealSecrets } from './account-secrets.ts';
export { type AccountSettings, CommonSettings } from './account-settings.ts';
export {
  type AccountRow,
  accountById,
  findAccount,
  forgetNotes,
  listAccounts,
  pauseAccount,
  resealSecrets,
  resumeAccount,
  upsertAccount,
  writeNotes,
  writeSetting,
} from './accounts.repo.ts';
export { createConsentRoutes } from './consent.routes.ts';
export {
  beginConsent,
  type ConsentFault,
  finishConsent,
  pausesForWantOfAToken,
} from './consent.ts';
export { createTokenVault, pauseReasonOf, resealToken } from './token-vault.ts';
export { forgetToken, readToken, resealTokens, unfinishedRenewal } from './tokens.repo.ts';
