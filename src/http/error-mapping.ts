import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { AppError, type ErrorFacts } from '../core/app-error.ts';
import type { Language } from '../core/message.ts';
import type { Logger } from '../lib/logger.ts';

/** Finds the sentence for a key, in the reader's language. */
export type Speak = (
  language: Language,
  key: string,
  values?: Readonly<Record<string, string | number>>,
) => string;

/** The one place where a refusal or a bug becomes an HTTP answer. */
export function mapErrors(log: Logger, speak: Speak): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const language: Language = request.acceptsLanguages('vi', 'en') === 'en' ? 'en' : 'vi';
    const refusal = asRefusal(error);
    if (refusal) {
      log[refusal.log]({ code: refusal.code, path: request.path }, 'request refused');
      const { status, code, text, facts } = refusal;
      if (typeof facts.retryAfterSeconds === 'number')
        response.set('Retry-After', String(facts.retryAfterSeconds));
      response
        .status(status)
        .json({ error: { ...facts, code, message: speak(language, text, sayable(facts)) } });
      return;
    }
    const reference = randomUUID().slice(0, 8);
    log.error({ err: error, reference, path: request.path }, 'request failed');
    response
      .status(500)
      .json({ error: { code: 'internal', message: speak(language, 'errors.internal'), reference } });
  };
}

const sayable = (facts: ErrorFacts): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [name, typeof fact === 'object' ? fact.join(', ') : fact]),
  );

interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly text: string;
  readonly facts: ErrorFacts;
  readonly log: 'info' | 'warn' | 'error';
}

function asRefusal(error: unknown): Refusal | null {
  if (error instanceof AppError) {
    const { code, facts, row } = error;
    return { status: row.status, code, text: row.citizenText, facts, log: row.log };
  }
  const status = (error as { status?: unknown } | null)?.status;
  // Express and its body parsers say what the client did wrong by a 4xx status.
  if (typeof status !== 'number' || status < 400 || status >= 500) return null;
  const code = status === 413 ? 'too_large' : 'bad_request';
  return { status, code, text: `errors.${code}`, facts: {}, log: 'info' };
}

export function answerNotFound(speak: Speak): RequestHandler {
  return (request, response) => {
    const language: Language = request.acceptsLanguages('vi', 'en') === 'en' ? 'en' : 'vi';
    response.status(404).json({ error: { code: 'not_found', message: speak(language, 'errors.not_found') } });
  };
}
