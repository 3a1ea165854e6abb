import type { Result } from '../../core/result.ts';
import type { WardTx } from '../../store/database.ts';
import type { DossierRecord } from './dossier.schema.ts';

/** Where a ward's dossiers are known: an imported table, or a one-stop system over HTTP. */
export interface DossierSource {
  /** The dossier of that code in its normal writing, or null when the source has none. */
  find(tx: WardTx, code: string): Promise<Result<DossierRecord | null, SourceError>>;
}

/** The source cannot be asked now. */
export interface SourceError {
  readonly code: 'unreachable' | 'refused' | 'malformed';
  /** For logs: no code, no person. */
  readonly detail: string;
  /** What it said the last time it could be asked. */
  readonly lastKnown: DossierRecord | null;
}
