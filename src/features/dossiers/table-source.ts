import { ok } from '../../core/result.ts';
import type { DossierSource } from './dossier-source.ts';
import { loadDossier } from './dossiers.repo.ts';

/** The table that `dossiers import` fills. It is never down: without the database there is no bot either. */
export const tableSource: DossierSource = {
  find: async (tx, code) => ok(await loadDossier(tx, code)),
};
