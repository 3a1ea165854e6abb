import type { SendError, SendErrorCode } from '../channel.ts';
import { msUntilVietnamTime } from './vietnam-time.ts';

/** Which list of codes an endpoint answers with; only the meaning of -100 and -223 depends on it. */
export type CodeFamily = 'oa' | 'template' | 'article';

export interface Refusal {
  readonly family: CodeFamily;
  readonly code: number;
  /** The vendor's words: read here, never kept. */
  readonly words?: string;
}

type Wait = 'seconds' | 'hour' | 'morning' | 'tomorrow';
interface Row {
  readonly becomes: SendErrorCode;
  readonly wait?: Wait;
}

const rows = (codes: readonly number[], becomes: SendErrorCode, wait?: Wait): [number, Row][] =>
  codes.map((code) => [code, { becomes, ...(wait && { wait }) }]);

/** https://docs.zaloplatforms.com/docs/OA, page of error codes. */
const oaCodes = new Map<number, Row>([
  ...rows([-32], 'rate_limited', 'seconds'),
  // -214 is an article that Zalo is still working on.
  ...rows([-200, -214], 'unreachable'),
  ...rows([-216, -220], 'token_dead'),
  ...rows([-213, -217, -227], 'recipient_gone'),
  ...rows([-230, -232], 'outside_reply_window'),
  ...rows([-244], 'opted_out'),
  ...rows([-211], 'quota_exhausted', 'hour'),
  // This citizen's quota, or the night: the account's other messages must not wait for it.
  ...rows([-218], 'unreachable', 'tomorrow'),
  ...rows([-234], 'unreachable', 'morning'),
  ...rows([-204, -205, -209, -212, -219, -221, -223, -224, -242, -320, -321], 'misconfigured'),
  // -100: the uploaded picture or file has expired (7 days). -249: this template goes by phone only.
  ...rows([-100, -201, -210, -233, -235, -240, -248, -249], 'rejected'),
  ...rows([-237, -238, -241, -403], 'rejected'),
]);

/** https://zalo.cloud/zns/guidelines/handle-error-code. */
const templateCodes = new Map<number, Row>([
  ...rows([-100], 'unreachable'),
  ...rows([-124], 'token_dead'),
  ...rows([-108, -110, -114, -118, -119], 'recipient_gone'),
  ...rows([-139, -141], 'opted_out'),
  ...rows([-144, -1441, -147, -1471], 'quota_exhausted', 'hour'),
  ...rows([-1472], 'unreachable', 'tomorrow'),
  ...rows([-133], 'unreachable', 'morning'),
  ...rows([-101, -102, -103, -104, -105, -106], 'misconfigured'),
  ...rows([-115, -120, -125, -126, -135, -136, -137], 'misconfigured'),
  ...rows([-109, -111, -112, -1121, -1122, -113, -116, -121, -122, -132], 'rejected'),
  // One template alone is not ours, not approved or switched off: the rest of the account still works.
  ...rows([-117, -127, -131, -145, -146], 'rejected'),
]);

/** Undefined when the vendor's code is in neither list: the caller says `rejected` and raises an alarm. */
export function knownRefusal(refusal: Refusal, now: number): SendError | undefined {
  const row = rowOf(refusal);
  if (!row) return undefined;
  return {
    code: row.becomes,
    vendorCode: String(refusal.code),
    provablyUnsent: true,
    ...(row.wait && { retryAfterMs: waitMs(row.wait, now) }),
  };
}

function rowOf({ family, code, words = '' }: Refusal): Row | undefined {
  // The same code says that the app lacks a right and that the month's articles are used up.
  if (family === 'article' && code === -223 && /quota|hạn mức/i.test(words)) {
    return { becomes: 'quota_exhausted', wait: 'hour' };
  }
  const [first, second] = family === 'template' ? [templateCodes, oaCodes] : [oaCodes, templateCodes];
  return first.get(code) ?? second.get(code);
}

/** Promotions sleep from 22:00 to 05:59; what waited does not all leave in one moment. */
function waitMs(wait: Wait, now: number): number {
  const jitterMs = Math.floor(Math.random() * 600_000);
  if (wait === 'seconds') return 1_000 + Math.floor(jitterMs / 300);
  if (wait === 'hour') return 3_600_000;
  const [hour, minute] = wait === 'morning' ? [6, 5] : [0, 5];
  return msUntilVietnamTime(hour, minute, now) + jitterMs;
}

export const rejected = (vendorCode: string): SendError => ({
  code: 'rejected',
  vendorCode,
  provablyUnsent: true,
});

/** The vendor answers 200 to everything; another status comes from something in front of it. */
export function statusRefusal(status: number): SendError {
  const vendorCode = `http_${status}`;
  if (status === 429) return { code: 'rate_limited', vendorCode, retryAfterMs: 1_000, provablyUnsent: true };
  if (status === 503) return { code: 'unreachable', vendorCode, provablyUnsent: true };
  if (status >= 500 || status < 400) return { code: 'unreachable', vendorCode, provablyUnsent: false };
  if (status === 404 || status === 405) return { code: 'misconfigured', vendorCode, provablyUnsent: true };
  return { code: 'unreachable', vendorCode, provablyUnsent: true };
}
