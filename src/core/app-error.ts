/** A refusal inside a feature. `code` names a row of that feature's `*.errors.ts` table. */
export class AppError extends Error {
  readonly code: string;
  readonly row: ErrorRow;
  /** Told beside the code, and what the sentence's `{places}` are filled with. */
  readonly facts: ErrorFacts;

  constructor(code: string, row: ErrorRow, options: ErrorOptions & { facts?: ErrorFacts } = {}) {
    super(code, options);
    this.name = 'AppError';
    this.code = code;
    this.row = row;
    this.facts = options.facts ?? {};
  }
}

export type ErrorFacts = Readonly<Record<string, string | number | readonly string[]>>;

/** What the one HTTP mapping does with a refusal. */
export interface ErrorRow {
  /** HTTP status. */
  readonly status: number;
  /** Key of the sentence in `content/<language>/shared/errors.yaml`. */
  readonly citizenText: string;
  readonly log: 'info' | 'warn' | 'error';
}
