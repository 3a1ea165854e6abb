export {
  type AccountRow,
  type AccountSettings,
  listAccounts,
  pauseAccount,
  resumeAccount,
  upsertAccount,
} from './accounts.repo.ts';
export { ensureWard, listWards, type WardRow } from './ward.repo.ts';
