import { AppError, type ErrorRow } from '../../core/app-error.ts';

/** Refusals of an import; the transaction they are thrown in leaves nothing behind. */
export const dossierErrors = {
  dossiers_file_unreadable: { status: 422, citizenText: 'errors.dossiers_file_unreadable', log: 'info' },
  dossiers_file_kind: { status: 415, citizenText: 'errors.dossiers_file_kind', log: 'info' },
  dossiers_no_code_column: { status: 422, citizenText: 'errors.dossiers_no_code_column', log: 'info' },
} as const satisfies Record<string, ErrorRow>;
export type DossierErrorCode = keyof typeof dossierErrors;

export function dossierError(code: DossierErrorCode, cause?: unknown): AppError {
  return new AppError(code, dossierErrors[code], { cause });
}
