export { createDossierAbilities } from './dossier-abilities.ts';
export type { DossierSource } from './dossier-source.ts';
export { type ImportCounts, type ImportedDossiers, importDossiers } from './import-dossiers.ts';
export { type Announcement, retryPendingLookups } from './pending-lookups.ts';
export { type Change, changeNotice, refreshFollowed } from './subscriptions.ts';
export { createWardSource } from './ward-source.ts';
