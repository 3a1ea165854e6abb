import { AppError, type ErrorRow } from '../../core/app-error.ts';

const rows = {
  conversation_not_found: { status: 404, citizenText: 'errors.conversation_not_found', log: 'info' },
  /** Somebody else talks, or the bot does again. */
  not_talking: { status: 409, citizenText: 'errors.not_talking', log: 'info' },
  window_closed: { status: 409, citizenText: 'errors.window_closed', log: 'info' },
  citizen_blocked: { status: 409, citizenText: 'errors.citizen_blocked', log: 'info' },
  not_yours_to_end: { status: 403, citizenText: 'errors.not_yours_to_end', log: 'info' },
  photo_gone: { status: 404, citizenText: 'errors.photo_gone', log: 'info' },
} as const satisfies Record<string, ErrorRow>;

export const refusal = (code: keyof typeof rows): AppError => new AppError(code, rows[code]);
