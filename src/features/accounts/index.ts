export {
  type AccountRow,
  type AccountSettings,
  listAccounts,
  pauseAccount,
  resumeAccount,
  upsertAccount,
} from './accounts.repo.ts';
