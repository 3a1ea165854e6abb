import { AppError, type ErrorRow } from '../../core/app-error.ts';

const rows = {
  bad_period: { status: 400, citizenText: 'exports.badPeriod', log: 'info' },
  period_too_long: { status: 400, citizenText: 'exports.fileTooLong', log: 'info' },
} as const satisfies Record<string, ErrorRow>;

/** Why a file is not made. */
export const refusal = (code: keyof typeof rows): AppError => new AppError(code, rows[code]);
