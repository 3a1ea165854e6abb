import type { HttpAnswer } from '../../lib/http-client.ts';
import type { SendError, SendErrorCode } from '../channel.ts';
import { GraphFailure } from './schema.ts';

interface Row {
  readonly code?: number | readonly [from: number, to: number];
  /** Absent = whatever it is; null = only an answer without one. */
  readonly subcode?: number | null;
  readonly becomes: SendErrorCode;
}

/**
 * First matching row wins; what none matches is `rejected`.
 * https://developers.facebook.com/documentation/business-messaging/messenger-platform/error-codes (2026-06-25).
 */
const rows: readonly Row[] = [
  // One person was written to too often: we stop there, the rest of the page goes on.
  { code: 613, subcode: 2018338, becomes: 'recipient_gone' },
  { code: 4, subcode: 2018354, becomes: 'opted_out' },
  { code: 9, subcode: 2018352, becomes: 'opted_out' },
  { code: 10, subcode: 1404170, becomes: 'opted_out' },
  { code: 10, subcode: 1893015, becomes: 'opted_out' },
  { code: 10, subcode: 2018278, becomes: 'outside_reply_window' },
  { code: 10, subcode: 2534022, becomes: 'outside_reply_window' },
  { code: 10, subcode: 2018065, becomes: 'outside_reply_window' },
  // "Activity already replied to": a comment gets one private answer. Not in the vendor's table.
  { code: 10900, becomes: 'outside_reply_window' },
  { subcode: 1545041, becomes: 'recipient_gone' },
  { code: 551, becomes: 'recipient_gone' },
  { code: 10, subcode: 2018108, becomes: 'recipient_gone' },
  { code: 100, subcode: 2018001, becomes: 'recipient_gone' },
  // The page is restricted for a while.
  { code: 10, subcode: 1893063, becomes: 'misconfigured' },
  { code: 10, subcode: 2018028, becomes: 'misconfigured' },
  // A permission that was never granted; with an unknown subcode it may be about one message only.
  { code: 10, subcode: null, becomes: 'misconfigured' },
  // Blocked for breaking a policy. Graph-wide, not in the vendor's table for Messenger.
  { code: 368, becomes: 'misconfigured' },
  { code: [200, 299], becomes: 'misconfigured' },
  { code: 190, becomes: 'token_dead' },
  { code: 4, becomes: 'rate_limited' },
  { code: 613, becomes: 'rate_limited' },
  // Graph-wide: https://developers.facebook.com/docs/graph-api/overview/rate-limiting.
  { code: 17, becomes: 'rate_limited' },
  { code: 32, becomes: 'rate_limited' },
  { code: 80006, becomes: 'rate_limited' },
  { code: [1, 2], becomes: 'unreachable' },
  { code: 1200, becomes: 'unreachable' },
];

/** Answers without an error of the Graph API: a gateway's, or another server's. */
const statuses: Readonly<Record<number, SendErrorCode>> = {
  401: 'misconfigured',
  403: 'misconfigured',
  404: 'misconfigured',
  405: 'misconfigured',
  408: 'unreachable',
  429: 'rate_limited',
};

/** The page's own limit counts seconds; the vendor names no time to wait, so we take a few of them. */
const pausesMs: Readonly<Record<number, number>> = { 613: 5_000 };
/** The app's limits count hours. */
const longPauseMs = 60_000;

/** Why a call failed whose answer we have; undefined when it did not fail. */
export function refusalOf({ status, headers, body }: HttpAnswer): SendError | undefined {
  const failure = GraphFailure.safeParse(body);
  if (failure.success) return graphRefusal(failure.data.error, headers);
  if (status >= 200 && status < 300) return undefined;
  const code = statuses[status] ?? (status >= 500 ? 'unreachable' : 'rejected');
  return {
    code: status < 400 ? 'misconfigured' : code,
    vendorCode: `http_${status}`,
    ...(code === 'rate_limited' && { retryAfterMs: pauseMs(undefined, headers) }),
    // A gateway that gave up does not know what the server behind it did.
    provablyUnsent: status < 500 && status !== 408,
  };
}

/**
 * The API itself says that the call failed, so nothing was sent: also with 1, 2 and 1200 ("try again"), for
 * the vendor asks for the repetition.
 */
function graphRefusal(
  { code, error_subcode: subcode }: GraphFailure['error'],
  headers: HttpAnswer['headers'],
): SendError {
  const becomes = rows.find((row) => matches(row, code, subcode))?.becomes ?? 'rejected';
  return {
    code: becomes,
    vendorCode: subcode === undefined ? String(code) : `${code}/${subcode}`,
    ...(becomes === 'rate_limited' && { retryAfterMs: pauseMs(code, headers) }),
    provablyUnsent: true,
  };
}

function matches(row: Row, code: number, subcode: number | undefined): boolean {
  const [from, to] = typeof row.code === 'number' ? [row.code, row.code] : (row.code ?? [code, code]);
  if (code < from || code > to) return false;
  return row.subcode === undefined || row.subcode === (subcode ?? null);
}

function pauseMs(code: number | undefined, headers: HttpAnswer['headers']): number {
  const seconds = Number(headers['retry-after'] ?? Number.NaN);
  if (seconds > 0 && seconds <= 86_400) return seconds * 1000;
  return pausesMs[code ?? 0] ?? longPauseMs;
}
