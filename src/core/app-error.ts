/** A refusal inside a feature. `code` names a row of that feature's `*.errors.ts` table. */
export class AppError extends Error {
  readonly code: string;
  readonly row: ErrorRow;

  constructor(code: string, row: ErrorRow, options?: ErrorOptions) {
    super(code, options);
    this.name = 'AppError';
    this.code = code;
    this.row = row;
  }
}

/** What the one HTTP mapping does with a refusal. */
export interface ErrorRow {
  /** HTTP status. */
  readonly status: number;
  /** Key of the sentence in `content/<language>/shared/errors.yaml`. */
  readonly citizenText: string;
  readonly log: 'info' | 'warn' | 'error';
}
