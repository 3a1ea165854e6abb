import { AppError, type ErrorFacts, type ErrorRow } from '../../core/app-error.ts';

const rows = {
  /** Not there, or not for this person to see: the two must look the same. */
  not_found: { status: 404, citizenText: 'errors.case_not_found', log: 'info' },
  not_allowed_now: { status: 409, citizenText: 'errors.not_allowed_now', log: 'info' },
  case_changed: { status: 409, citizenText: 'errors.case_changed', log: 'info' },
  unknown_category: { status: 400, citizenText: 'errors.unknown_category', log: 'info' },
  unknown_neighbourhood: { status: 400, citizenText: 'errors.unknown_neighbourhood', log: 'info' },
  unknown_office: { status: 400, citizenText: 'errors.unknown_office', log: 'info' },
  unknown_person: { status: 400, citizenText: 'errors.unknown_person', log: 'info' },
  cannot_see_case: { status: 400, citizenText: 'errors.cannot_see_case', log: 'info' },
  /** Citizens read it: nothing of a template may be left open. */
  answer_unfinished: { status: 422, citizenText: 'errors.answer_unfinished', log: 'info' },
  cannot_merge: { status: 409, citizenText: 'errors.cannot_merge', log: 'info' },
  bad_phone: { status: 400, citizenText: 'errors.bad_phone', log: 'info' },
  not_a_photo: { status: 415, citizenText: 'errors.not_a_photo', log: 'info' },
  too_many_photos: { status: 409, citizenText: 'errors.too_many_photos', log: 'info' },
  busy: { status: 503, citizenText: 'errors.busy', log: 'warn' },
  too_many_streams: { status: 429, citizenText: 'errors.too_many_streams', log: 'warn' },
} as const satisfies Record<string, ErrorRow>;

/** Why a case is not taken, shown or changed. */
export const refusal = (code: keyof typeof rows, facts: ErrorFacts = {}): AppError =>
  new AppError(code, rows[code], { facts });
