import { AppError, type ErrorRow } from '../../core/app-error.ts';

const rows = {
  no_case: { status: 404, citizenText: 'publication.no_case', log: 'info' },
  no_publication: { status: 404, citizenText: 'publication.no_publication', log: 'info' },
  not_publishable: { status: 409, citizenText: 'publication.not_publishable', log: 'info' },
  publication_changed: { status: 409, citizenText: 'publication.publication_changed', log: 'info' },
  not_checked: { status: 422, citizenText: 'publication.not_checked', log: 'info' },
  still_personal: { status: 422, citizenText: 'publication.still_personal', log: 'info' },
} as const satisfies Record<string, ErrorRow>;

/** Why a question and its answer are not published. */
export const refusal = (code: keyof typeof rows): AppError => new AppError(code, rows[code]);
