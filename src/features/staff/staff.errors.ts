import { AppError, type ErrorFacts, type ErrorRow } from '../../core/app-error.ts';

const row = (status: number, text: string, log: ErrorRow['log'] = 'info'): ErrorRow => ({
  status,
  citizenText: `errors.staff.${text}`,
  log,
});

/** Why the console refuses. The sentences are under `staff` in `content/<language>/shared/errors.yaml`. */
const rows = {
  bad_input: row(400, 'bad_input'),
  weak_password: row(400, 'weak_password'),
  wrong_password: row(400, 'wrong_password'),
  unknown_place: row(400, 'unknown_place'),
  bad_absence: row(400, 'bad_absence'),
  unfit_deputy: row(400, 'unfit_deputy'),
  no_session: row(401, 'no_session'),
  wrong_credentials: row(401, 'wrong_credentials'),
  code_needed: row(401, 'code_needed'),
  wrong_code: row(401, 'wrong_code'),
  totp_code_refused: row(400, 'wrong_code'),
  change_password: row(403, 'change_password'),
  set_up_totp: row(403, 'set_up_totp'),
  not_allowed: row(403, 'not_allowed'),
  foreign_origin: row(403, 'foreign_origin', 'warn'),
  not_found: row(404, 'not_found'),
  email_taken: row(409, 'email_taken'),
  last_admin: row(409, 'last_admin'),
  totp_is_on: row(409, 'totp_is_on'),
  link_not_valid: row(410, 'link_not_valid'),
  wrong_content_type: row(415, 'wrong_content_type'),
  locked: row(423, 'locked', 'warn'),
  slow_down: row(429, 'slow_down'),
} as const satisfies Record<string, ErrorRow>;
export type StaffErrorCode = keyof typeof rows;

export const refusal = (code: StaffErrorCode, facts: ErrorFacts = {}, cause?: unknown): AppError =>
  new AppError(code, rows[code], { facts, cause });
