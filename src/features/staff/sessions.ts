import type { Database, WardTx } from '../../store/database.ts';
import { deviceName } from './device-name.ts';
import { findSession, insertSession, noteSeen, type SessionRow } from './sessions.repo.ts';
import { hashToken, newToken } from './staff-cookie.ts';

const minuteMs = 60_000;
export const idleMs = 12 * 60 * minuteMs;
export const longestMs = 7 * 24 * 60 * minuteMs;

/** The moments that decide whether a session still counts. */
export const aliveAt = (now: number) => ({ at: new Date(now), seenAfter: new Date(now - idleMs) });

/** Who a cookie belongs to, or null; writes down that they were seen, at most once a minute. */
export async function openSession(db: Database, token: string, now: number): Promise<SessionRow | null> {
  const session = await findSession(db, hashToken(token), aliveAt(now));
  if (!session) return null;
  if (now - session.lastSeenAt.getTime() >= minuteMs) await noteSeen(db, session.tokenHash, new Date(now));
  return session;
}

/** Begins a session; the token is for the browser alone. */
export async function beginSession(
  tx: WardTx,
  staffId: number,
  { now, userAgent }: { readonly now: number; readonly userAgent: string | undefined },
): Promise<string> {
  const token = newToken();
  await insertSession(tx, {
    tokenHash: hashToken(token),
    staffId,
    device: deviceName(userAgent),
    at: new Date(now),
    expiresAt: new Date(now + longestMs),
  });
  return token;
}
