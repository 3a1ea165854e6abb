import type { z } from 'zod';
import { refusal, type WebChatErrorCode } from './web-chat.errors.ts';

/** Parses what the browser sent, or refuses with the code that the page has a sentence for. */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const isTooLong = parsed.error.issues.some(
    (issue) => issue.code === 'too_big' && issue.path.join('.') === 'content.text',
  );
  throw refusal(isTooLong ? 'text_too_long' : 'bad_request', parsed.error);
}

/** What body-parser calls its refusals, in our words. */
const bodyFaults: Readonly<Record<string, WebChatErrorCode>> = {
  'entity.too.large': 'too_large',
  'entity.parse.failed': 'bad_request',
  'encoding.unsupported': 'wrong_content_type',
  'charset.unsupported': 'wrong_content_type',
  'request.aborted': 'bad_request',
  'request.size.invalid': 'bad_request',
};

/** An express error handler; four parameters tell express so. */
export function nameBodyFaults(
  error: unknown,
  req: { readonly path: string },
  _res: unknown,
  next: (error: unknown) => void,
): void {
  const type = error instanceof Error && 'type' in error ? String(error.type) : '';
  const code = bodyFaults[type];
  const isPhoto = code === 'too_large' && req.path.startsWith('/photos');
  next(code === undefined ? error : refusal(isPhoto ? 'photo_too_large' : code, error));
}
