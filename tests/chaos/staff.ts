import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CaseDetail } from '../../src/contracts/console/case.ts';
import type { CaseList } from '../../src/contracts/console/cases.ts';
import { hashToken } from '../../src/features/staff/staff-cookie.ts';
import type { Database } from '../../src/store/database.ts';
import type { Dice } from './dice.ts';
import { answerTo } from './judge-cases.ts';
import { wordsForStaff } from './scripts.ts';

/** Somebody of the staff, signed in. */
type Cookie = string;

/** Chairs: they may see, claim and answer everything, and are in each other's way. */
export async function signIn(db: Database, count: number): Promise<Cookie[]> {
  const tokens = Array.from({ length: count }, () => randomBytes(32).toString('base64url'));
  for (const [place, token] of tokens.entries())
    await db.systemQuery(
      `with person as (
         insert into staff (ward_id, email, name, password_hash, must_change_password, totp_confirmed_at)
         select id, $1, $2, '', false, now() from ward order by id limit 1 returning id, ward_id),
       granted as (
         insert into staff_role (ward_id, staff_id, role) select ward_id, id, 'approver' from person)
       insert into staff_session (token_hash, ward_id, staff_id, device, expires_at)
       select $3, ward_id, id, 'chaos', now() + interval '1 day' from person`,
      [`can-bo-${place}@phuong.example`, `Cán bộ ${place}`, hashToken(token)],
    );
  return tokens.map((token) => `gan_dan_staff=${token}`);
}

export interface Office {
  /** What went wrong under way and was asked for again. */
  readonly retries: number;
  /** How often somebody else had been quicker, or an earlier try had come through after all. */
  readonly refusals: number;
  /** Handles what is left and goes home. */
  close(): Promise<void>;
}

interface Desk {
  readonly publicUrl: string;
  readonly dice: Dice;
  retries: number;
  refusals: number;
}

const patienceMs = 60_000;
const closingMs = 30_000;

/** Staff work from now on, as browsers would: what fails is sent again, with the version that was seen. */
export function openOffice(publicUrl: string, cookies: readonly Cookie[], dice: Dice): Office {
  const desk: Desk = { publicUrl, dice, retries: 0, refusals: 0 };
  let end = Number.POSITIVE_INFINITY;
  const isClosing = (): boolean => end !== Number.POSITIVE_INFINITY;
  const work = async (cookie: Cookie): Promise<void> => {
    while (Date.now() < end) {
      const ids = await waitingCases(desk, cookie);
      if (isClosing() && ids.length === 0) return;
      if (ids.length > 0) await handle(desk, cookie, dice.pick(ids));
      await sleep(dice.between(50, 400));
    }
  };
  const working = Promise.all(cookies.map(work));
  // It is awaited when the office closes.
  working.catch(() => undefined);
  return {
    get retries() {
      return desk.retries;
    },
    get refusals() {
      return desk.refusals;
    },
    async close() {
      end = Date.now() + closingMs;
      await working;
    },
  };
}

async function waitingCases(desk: Desk, cookie: Cookie): Promise<number[]> {
  const query = new URLSearchParams({ view: 'open', q: wordsForStaff, limit: '100' });
  const page = await ask<CaseList>(desk, cookie, { path: `?${query}` });
  return page?.cases.map(({ id }) => id) ?? [];
}

async function handle(desk: Desk, cookie: Cookie, id: number): Promise<void> {
  await ask(desk, cookie, { path: `/${id}/claim`, json: {} });
  const page = await ask<CaseDetail>(desk, cookie, { path: `/${id}` });
  if (!page?.acts.includes('answer')) return;
  const json = { version: page.version, body: answerTo(page.code), isFinal: true };
  await ask(desk, cookie, { path: `/${id}/answers`, json });
}

/** Undefined when the house refused. What has no answer, or one of a house in trouble, is sent again. */
async function ask<Answer>(
  desk: Desk,
  cookie: Cookie,
  { path, json }: { readonly path: string; readonly json?: unknown },
): Promise<Answer | undefined> {
  const url = `${desk.publicUrl}/api/console/cases${path}`;
  const headers = { cookie, 'content-type': 'application/json' };
  const sent = json === undefined ? { headers } : { headers, method: 'POST', body: JSON.stringify(json) };
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; desk.retries += 1) {
    const reply = await fetch(url, sent).catch(() => undefined);
    const text = await reply?.text().catch(() => undefined);
    if (reply?.ok && text !== undefined) return JSON.parse(text) as Answer;
    if (reply && reply.status < 500 && text !== undefined) {
      if (reply.status !== 404 && reply.status !== 409) throw new Error(`${path}: ${reply.status} ${text}`);
      desk.refusals += 1;
      return undefined;
    }
    await sleep(desk.dice.between(100, 500));
  }
  throw new Error(`${path} has no answer`);
}
