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
    const say = speakTo(request.originalUrl, speak, language);
    const refusal = asRefusal(error);
    if (refusal) {
      log[refusal.log]({ code: refusal.code, path: request.path }, 'request refused');
      const { status, code, text, facts } = refusal;
      if (typeof facts.retryAfterSeconds === 'number')
        response.set('Retry-After', String(facts.retryAfterSeconds));
      response.status(status).json({ error: { ...facts, code, message: say(text, sayable(facts, say)) } });
      return;
    }
    const reference = randomUUID().slice(0, 8);
    log.error({ err: error, reference, path: request.path }, 'request failed');
    response.status(500).json({ error: { code: 'internal', message: say('errors.internal'), reference } });
  };
}

type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** What fails before any feature is asked has a sentence for citizens and one for staff. */
const common = new Set(['errors.internal', 'errors.bad_request', 'errors.too_large', 'errors.not_found']);

const speakTo =
  (address: string, speak: Speak, language: Language): Say =>
  (key, values) => {
    const isDesk = common.has(key) && address.startsWith('/api/console');
    return speak(language, isDesk ? key.replace('errors.', 'errors.desk.') : key, values);
  };

/** Fields by their names in words, each once: people know no `contacts.0.phone`. */
const sayable = (facts: ErrorFacts, say: Say): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => {
      if (typeof fact !== 'object') return [name, fact];
      const words = name === 'fields' ? fact.map((field) => fieldWords(field, say)) : fact;
      return [name, [...new Set(words)].join(', ')];
    }),
  );

/** The innermost part of its path that has words; keys of a table have none. */
function fieldWords(field: string, say: Say): string {
  for (const part of field.split('.').reverse()) {
    try {
      return say(`errors.fields.${part}`);
    } catch {
      // No such word: the part around it is said.
    }
  }
  return say('errors.fields.request');
}

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
    const say = speakTo(request.originalUrl, speak, language);
    response.status(404).json({ error: { code: 'not_found', message: say('errors.not_found') } });
  };
}
