import { AppError, type ErrorRow } from '../../core/app-error.ts';

const rows = {
  unknown_citizen: { status: 404, citizenText: 'errors.desk.not_found', log: 'info' },
} as const satisfies Record<string, ErrorRow>;

/** Why nothing is exported or erased. */
export const refusal = (code: keyof typeof rows): AppError => new AppError(code, rows[code]);
