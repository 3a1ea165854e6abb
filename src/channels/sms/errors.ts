import type { HttpAnswer } from '../../lib/http-client.ts';
import type { SendError, SendErrorCode } from '../channel.ts';

interface Row {
  readonly status: number;
  /** Part of Kannel's answer; a row without one covers the rest of its status. */
  readonly says?: string;
  readonly becomes: SendErrorCode;
}

/** Answers of Kannel 1.4.5's sendsms, seen or read in the program; 401, 404 and 429 come from proxies before it. */
const rows: readonly Row[] = [
  { status: 400, says: 'white- and/or black-lists', becomes: 'recipient_gone' },
  { status: 400, says: 'Sender missing', becomes: 'misconfigured' },
  { status: 401, becomes: 'misconfigured' },
  { status: 403, says: 'Authorization failed', becomes: 'misconfigured' },
  { status: 403, says: 'Not routable', becomes: 'rejected' },
  { status: 403, becomes: 'misconfigured' },
  { status: 404, becomes: 'misconfigured' },
  { status: 429, becomes: 'rate_limited' },
];

/** The gateway was busy with our message when it broke off: it may have taken it. */
const unsureStatuses: ReadonlySet<number> = new Set([500, 504]);
const usualPauseMs = 1000;

/** A refusal by its status and, where the status means several things, by the gateway's constant words. */
export function refusalOf(answer: HttpAnswer, words = ''): SendError {
  const { status } = answer;
  const row = rows.find((candidate) => candidate.status === status && words.includes(candidate.says ?? ''));
  const code = row?.becomes ?? (status >= 500 ? 'unreachable' : 'rejected');
  return {
    code,
    vendorCode: row?.says ? `${status} ${row.says}` : String(status),
    ...(code === 'rate_limited' && { retryAfterMs: pauseMs(answer) }),
    provablyUnsent: !unsureStatuses.has(status),
  };
}

/** Retry-After in seconds; a date there is as good as none. */
function pauseMs({ headers }: HttpAnswer): number {
  const seconds = Number(headers['retry-after']);
  return seconds > 0 ? seconds * 1000 : usualPauseMs;
}

/**
 * https://developers.esms.vn: 101 = Authorize Failed. What the page does not name is refused for good; the
 * operator hears of every such message.
 */
const esmsCodes: ReadonlyMap<string, SendErrorCode> = new Map([['101', 'misconfigured']]);

export function esmsRefusal(codeResult: string): SendError {
  const known = /^\d{1,6}$/.test(codeResult) ? codeResult : 'unknown';
  return {
    code: esmsCodes.get(codeResult) ?? 'rejected',
    vendorCode: `CodeResult ${known}`,
    provablyUnsent: true,
  };
}
