export { type AccountSecrets, openSecrets, sealSecrets } from './account-secrets.ts';
export {
  type AccountRow,
  type AccountSettings,
  findAccount,
  listAccounts,
  pauseAccount,
  resealSecrets,
  resumeAccount,
  upsertAccount,
  writeNotes,
} from './accounts.repo.ts';
export { createTokenVault, resealToken } from './token-vault.ts';
export { forgetToken, readToken, resealTokens, unfinishedRenewal } from './tokens.repo.ts';
