import type { RoleGrant } from '../../core/actor.ts';
import type { WardId } from '../../core/ids.ts';
import type { Database, WardTx } from '../../store/database.ts';
import { tellOfStaff } from './staff-line.ts';

/** A row of `staff_session` with whoever it belongs to. */
export interface SessionRow {
  readonly tokenHash: string;
  readonly lastSeenAt: Date;
  readonly staffId: number;
  readonly wardId: WardId;
  readonly name: string;
  readonly mustChangePassword: boolean;
  readonly hasTotp: boolean;
  readonly grants: readonly RoleGrant[];
}

/** The grants of `s`, a row of `staff`, as JSON. */
export const grantsColumn = `coalesce((
  select jsonb_agg(jsonb_build_object('role', role, 'officeId', office_id, 'neighbourhoodId', neighbourhood_id)
                   order by id)
  from staff_role where staff_id = s.id), '[]')`;

/** Over all wards, for only the session says which ward it is. */
export async function findSession(
  db: Database,
  tokenHash: string,
  alive: { readonly at: Date; readonly seenAfter: Date },
): Promise<SessionRow | undefined> {
  const [row] = await db.systemQuery<SessionRow & Record<string, unknown>>(
    `select o.token_hash as "tokenHash", o.last_seen_at as "lastSeenAt", s.id as "staffId", s.ward_id as "wardId",
       coalesce(nullif(s.name, ''), s.email) as name, s.must_change_password as "mustChangePassword",
       s.totp_confirmed_at is not null as "hasTotp", ${grantsColumn} as grants
     from staff_session o join staff s on s.id = o.staff_id
     where o.token_hash = $1 and o.expires_at > $2 and o.last_seen_at > $3 and s.disabled_at is null`,
    [tokenHash, alive.at, alive.seenAfter],
  );
  return row;
}

export const noteSeen = (db: Database, tokenHash: string, at: Date): Promise<unknown> =>
  db.systemQuery('update staff_session set last_seen_at = $2 where token_hash = $1 and last_seen_at < $2', [
    tokenHash,
    at,
  ]);

export interface NewSession {
  readonly tokenHash: string;
  readonly staffId: number;
  readonly device: string;
  readonly at: Date;
  readonly expiresAt: Date;
}

/** Takes what has ended away at the same time. */
export async function insertSession(tx: WardTx, session: NewSession): Promise<void> {
  const { tokenHash, staffId, device, at, expiresAt } = session;
  await tx.query('delete from staff_session where expires_at < $1', [at]);
  await tx.query(
    `insert into staff_session (token_hash, ward_id, staff_id, device, created_at, last_seen_at, expires_at)
     values ($1, $2, $3, $4, $5, $5, $6)`,
    [tokenHash, tx.wardId, staffId, device, at, expiresAt],
  );
}

export async function deleteSession(tx: WardTx, tokenHash: string): Promise<void> {
  const [row] = await tx.query<{ staffId: number }>(
    'delete from staff_session where token_hash = $1 returning staff_id as "staffId"',
    [tokenHash],
  );
  if (row) await tellOfStaff(tx, row.staffId);
}

/** All of one person, except perhaps the one that asks; returns how many ended. */
export async function deleteSessionsOf(tx: WardTx, staffId: number, except: string | null): Promise<number> {
  const rows = await tx.query(
    'delete from staff_session where staff_id = $1 and token_hash is distinct from $2 returning 1',
    [staffId, except],
  );
  if (rows.length > 0) await tellOfStaff(tx, staffId);
  return rows.length;
}

export interface DeviceRow {
  readonly id: string;
  readonly device: string;
  readonly lastSeenAt: Date;
}

export const listDevices = (
  tx: WardTx,
  staffId: number,
  alive: { readonly at: Date; readonly seenAfter: Date },
): Promise<DeviceRow[]> =>
  tx.query<DeviceRow & Record<string, unknown>>(
    `select token_hash as id, device, last_seen_at as "lastSeenAt" from staff_session
     where staff_id = $1 and expires_at > $2 and last_seen_at > $3 order by last_seen_at desc`,
    [staffId, alive.at, alive.seenAfter],
  );

/** Returns false when that person has no such session. */
export async function deleteDevice(tx: WardTx, staffId: number, id: string): Promise<boolean> {
  const rows = await tx.query(
    'delete from staff_session where staff_id = $1 and token_hash = $2 returning 1',
    [staffId, id],
  );
  if (rows.length > 0) await tellOfStaff(tx, staffId);
  return rows.length > 0;
}
