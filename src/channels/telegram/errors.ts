import { GrammyError, HttpError } from 'grammy';
import type { SendError, SendErrorCode } from '../channel.ts';
import { NeverSent } from './fetch.ts';

interface Row {
  readonly status: number;
  /** Part of the vendor's description; a row without one covers the rest of its status. */
  readonly says?: string;
  readonly becomes: SendErrorCode;
}

/**
 * First matching row wins. Codes: https://core.telegram.org/bots/api#making-requests; the descriptions are
 * not documented, they are those of the published server (https://github.com/tdlib/telegram-bot-api).
 */
const rows: readonly Row[] = [
  { status: 429, becomes: 'rate_limited' },
  { status: 403, becomes: 'recipient_gone' },
  { status: 400, says: 'chat not found', becomes: 'recipient_gone' },
  { status: 400, says: 'user not found', becomes: 'recipient_gone' },
  { status: 400, says: 'PEER_ID_INVALID', becomes: 'recipient_gone' },
  { status: 400, says: 'group chat was upgraded', becomes: 'recipient_gone' },
  { status: 401, becomes: 'token_dead' },
  // The whole method is unknown: a token or an address written wrong.
  { status: 404, becomes: 'misconfigured' },
  // Webhook and getUpdates at once, or two pollers with one token.
  { status: 409, becomes: 'misconfigured' },
];

/** Says 403 to a chat that may well answer a minute later (deleted and re-made accounts, vendor hiccups). */
const doubtfulRefusal = "bot can't send messages to the user";
const secondTryAfterMs = 60_000;
const rememberedRefusals = 10_000;

/** The server stopped while our request was under way: it may have passed the message on. */
const unsureAnswers: readonly { readonly status: number; readonly says: string }[] = [
  { status: 500, says: 'restart' },
  { status: 504, says: '' },
];

/** What a `fetch` other than ours says when the connection never came to be, so that no byte has left. */
const neverConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENETDOWN',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** Any failure of a call as one of our codes, without a word of what was sent. */
export function sendErrorOf(error: unknown): SendError {
  if (error instanceof GrammyError) return refusal(error);
  if (error instanceof HttpError) return noAnswer(error.error);
  return { code: 'unreachable', vendorCode: 'unreadable_answer', provablyUnsent: false };
}

/**
 * `sendErrorOf` with a memory for the one refusal that may pass: the first is retried after a minute, the
 * second of the same chat is believed. Lost at a restart, which costs one more try.
 */
export function createErrorReader(): (error: unknown, chat: string) => SendError {
  const refusedOnce = new Set<string>();
  return (error, chat) => {
    const doubtful = error instanceof GrammyError && error.description.includes(doubtfulRefusal);
    if (!doubtful || refusedOnce.delete(chat)) return sendErrorOf(error);
    if (refusedOnce.size >= rememberedRefusals) refusedOnce.clear();
    refusedOnce.add(chat);
    return { ...sendErrorOf(error), code: 'unreachable', retryAfterMs: secondTryAfterMs };
  };
}

function refusal({ error_code: status, description, parameters }: GrammyError): SendError {
  const matches = (row: { status: number; says?: string }) =>
    row.status === status && description.includes(row.says ?? '');
  const retryAfterSeconds = parameters.retry_after;
  return {
    code: rows.find(matches)?.becomes ?? (status >= 500 ? 'unreachable' : 'rejected'),
    vendorCode: `${status} ${constantPart(description)}`.trim(),
    ...(retryAfterSeconds !== undefined && { retryAfterMs: retryAfterSeconds * 1000 }),
    provablyUnsent: !unsureAnswers.some(matches),
  };
}

function noAnswer(cause: unknown): SendError {
  const code = systemCode(cause);
  return {
    code: 'unreachable',
    vendorCode: code ?? 'no_answer',
    provablyUnsent: cause instanceof NeverSent || (code !== undefined && neverConnected.has(code)),
  };
}

/** undici puts the system's code on the error, `fetch` and `NeverSent` on its cause. */
function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : systemCode(error.cause);
}

/** Descriptions may quote what we sent ("URL 'https://…' is invalid"): only the words before that are kept. */
function constantPart(description: string): string {
  const reason = description.replace(/^(Bad Request|Forbidden|Unauthorized|Conflict): /, '');
  const words = /^(?:(?! ['"])[A-Za-z_,' -])*/.exec(reason)?.[0] ?? '';
  return words.slice(0, 60).trim();
}
