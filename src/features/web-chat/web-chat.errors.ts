import { AppError, type ErrorRow } from '../../core/app-error.ts';

/** Why the web chat refuses. The sentences are in `content/<language>/web-chat/errors.yaml`. */
export const webChatErrors = {
  bad_request: { status: 400, citizenText: 'web-chat.bad_request', log: 'info' },
  text_too_long: { status: 400, citizenText: 'web-chat.text_too_long', log: 'info' },
  no_session: { status: 401, citizenText: 'web-chat.no_session', log: 'info' },
  foreign_origin: { status: 403, citizenText: 'web-chat.foreign_origin', log: 'warn' },
  not_found: { status: 404, citizenText: 'web-chat.not_found', log: 'info' },
  too_large: { status: 413, citizenText: 'web-chat.too_large', log: 'info' },
  photo_too_large: { status: 413, citizenText: 'web-chat.photo_too_large', log: 'info' },
  wrong_content_type: { status: 415, citizenText: 'web-chat.wrong_content_type', log: 'info' },
  not_a_photo: { status: 415, citizenText: 'web-chat.not_a_photo', log: 'info' },
  photo_unreadable: { status: 422, citizenText: 'web-chat.photo_unreadable', log: 'info' },
  slow_down: { status: 429, citizenText: 'web-chat.slow_down', log: 'info' },
  busy: { status: 503, citizenText: 'web-chat.busy', log: 'warn' },
} as const satisfies Record<string, ErrorRow>;
export type WebChatErrorCode = keyof typeof webChatErrors;

export function refusal(code: WebChatErrorCode, cause?: unknown): AppError {
  return new AppError(code, webChatErrors[code], { cause });
}
