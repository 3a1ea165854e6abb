import { AppError, type ErrorFacts, type ErrorRow } from '../../core/app-error.ts';

const row = (status: number, text: string): ErrorRow => ({
  status,
  citizenText: `errors.ward_admin.${text}`,
  log: 'info',
});

/** Why a setting of the ward is not taken. The sentences are under `ward_admin` in `shared/errors.yaml`. */
const rows = {
  unknown_reference: row(400, 'unknown_reference'),
  bad_dates: row(400, 'bad_dates'),
  bad_account: row(400, 'bad_account'),
  not_found: row(404, 'not_found'),
  code_taken: row(409, 'code_taken'),
  account_taken: row(409, 'account_taken'),
  rule_taken: row(409, 'rule_taken'),
  still_used: row(409, 'still_used'),
} as const satisfies Record<string, ErrorRow>;

export const refusal = (code: keyof typeof rows, facts: ErrorFacts = {}): AppError =>
  new AppError(code, rows[code], { facts });
