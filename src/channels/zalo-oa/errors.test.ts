import { describe, expect, it } from 'vitest';
import type { SendErrorCode } from '../channel.ts';
import { type CodeFamily, knownRefusal, statusRefusal } from './errors.ts';

/** 25 November 2026, 10:00 in Vietnam. */
const now = Date.UTC(2026, 10, 25, 3, 0);
const hour = 3_600_000;
const vietnamClock = (at: number) => new Date(at + 7 * hour).toISOString().slice(11, 16);
const refused = (family: CodeFamily, code: number, words?: string) =>
  knownRefusal({ family, code, ...(words !== undefined && { words }) }, now);

const oaTable: Readonly<Partial<Record<SendErrorCode, readonly number[]>>> = {
  rate_limited: [-32],
  unreachable: [-200, -214, -218, -234],
  token_dead: [-216, -220],
  recipient_gone: [-213, -217, -227],
  outside_reply_window: [-230, -232],
  opted_out: [-244],
  quota_exhausted: [-211],
  misconfigured: [-204, -205, -209, -212, -219, -221, -223, -224, -242, -320, -321],
  rejected: [-100, -201, -210, -233, -235, -237, -238, -240, -241, -248, -249, -403],
};
const templateTable: Readonly<Partial<Record<SendErrorCode, readonly number[]>>> = {
  unreachable: [-100, -133, -1472],
  token_dead: [-124],
  recipient_gone: [-108, -110, -114, -118, -119],
  opted_out: [-139, -141],
  quota_exhausted: [-144, -1441, -147, -1471],
  misconfigured: [-101, -102, -103, -104, -105, -106, -115, -120, -125, -126, -135, -136, -137],
  rejected: [-109, -111, -112, -1121, -1122, -113, -116, -117, -121, -122, -127, -131, -132, -145, -146],
};
const cases = (family: CodeFamily, table: typeof oaTable) =>
  Object.entries(table).flatMap(([becomes, codes]) => codes.map((code) => [family, code, becomes] as const));

describe('an answer of Zalo’s in our words', () => {
  it.each([...cases('oa', oaTable), ...cases('template', templateTable)])(
    '%s %i is %s, and nothing was sent',
    (family, code, becomes) => {
      const error = refused(family, code);

      expect(error).toMatchObject({ code: becomes, vendorCode: String(code), provablyUnsent: true });
    },
  );

  it.each([1, -138, -150, -305, -999])('leaves %i, which nobody explains, to the caller', (code) => {
    expect(refused('oa', code)).toBeUndefined();
    expect(refused('template', code)).toBeUndefined();
  });

  it.each([
    ['oa', -234],
    ['template', -133],
  ] as const)('waits for the morning after %s %i, and not in one moment with everybody', (family, code) => {
    const wait = refused(family, code)?.retryAfterMs ?? 0;

    expect(vietnamClock(now + wait) >= '06:05' && vietnamClock(now + wait) <= '06:15').toBe(true);
    expect(wait).toBeLessThan(24 * hour);
  });

  it('waits for the next day in Vietnam when one citizen’s quota is used up', () => {
    const wait = refused('oa', -218)?.retryAfterMs ?? 0;

    expect(vietnamClock(now + wait).slice(0, 4)).toMatch(/00:[01]/);
    expect(wait).toBeGreaterThan(14 * hour);
  });

  it('asks again after a second or some when there were too many requests', () => {
    expect(refused('oa', -32)?.retryAfterMs).toBeGreaterThanOrEqual(1_000);
    expect(refused('oa', -32)?.retryAfterMs).toBeLessThan(5_000);
  });

  it('tells used-up articles from a missing right by the words beside the same code', () => {
    expect(refused('article', -223, 'Article quota reached')?.code).toBe('quota_exhausted');
    expect(refused('article', -223, 'Permission')?.code).toBe('misconfigured');
    expect(refused('oa', -223, 'Article quota reached')?.code).toBe('misconfigured');
  });
});

describe('a status other than 200', () => {
  it.each([
    [302, 'unreachable', false],
    [403, 'unreachable', true],
    [404, 'misconfigured', true],
    [429, 'rate_limited', true],
    [500, 'unreachable', false],
    [502, 'unreachable', false],
    [503, 'unreachable', true],
    [504, 'unreachable', false],
  ] as const)('%i is %s', (status, code, provablyUnsent) => {
    expect(statusRefusal(status)).toMatchObject({ code, provablyUnsent, vendorCode: `http_${status}` });
  });
});
