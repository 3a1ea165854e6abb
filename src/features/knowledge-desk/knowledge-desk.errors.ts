import { AppError, type ErrorRow } from '../../core/app-error.ts';

const rows = {
  knowledge_not_found: { status: 404, citizenText: 'errors.knowledge_not_found', log: 'info' },
  /** Somebody else was quicker, or the text never was in a state for it. */
  knowledge_not_now: { status: 409, citizenText: 'errors.knowledge_not_now', log: 'info' },
  knowledge_no_answer: { status: 400, citizenText: 'errors.knowledge_no_answer', log: 'info' },
  knowledge_own_review: { status: 403, citizenText: 'errors.knowledge_own_review', log: 'info' },
  /** Somebody else has written a newer version. */
  knowledge_changed: { status: 409, citizenText: 'errors.knowledge_changed', log: 'info' },
  procedure_unknown: { status: 404, citizenText: 'errors.procedure_unknown', log: 'info' },
  procedure_no_facts: { status: 400, citizenText: 'errors.procedure_no_facts', log: 'info' },
  wording_unknown: { status: 404, citizenText: 'errors.wording_unknown', log: 'info' },
  wording_empty: { status: 400, citizenText: 'errors.wording_empty', log: 'info' },
  wording_placeholders: { status: 400, citizenText: 'errors.wording_placeholders', log: 'info' },
  wording_label_too_long: { status: 400, citizenText: 'errors.wording_label_too_long', log: 'info' },
  wording_label_taken: { status: 400, citizenText: 'errors.wording_label_taken', log: 'info' },
} as const satisfies Record<string, ErrorRow>;

export const refusal = (code: keyof typeof rows): AppError => new AppError(code, rows[code]);
