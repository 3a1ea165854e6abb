import { AppError, type ErrorRow } from '../../core/app-error.ts';

const rows = {
  unknown_category: { status: 400, citizenText: 'errors.unknown_category', log: 'info' },
  case_changed: { status: 409, citizenText: 'errors.case_changed', log: 'info' },
  unknown_neighbourhood: { status: 400, citizenText: 'errors.unknown_neighbourhood', log: 'info' },
} as const satisfies Record<string, ErrorRow>;

/** Why a case is not taken as it is. */
export const refusal = (code: keyof typeof rows): AppError => new AppError(code, rows[code]);
