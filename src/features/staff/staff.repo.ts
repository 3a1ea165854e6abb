import type { RoleGrant } from '../../core/actor.ts';
import type { WardId } from '../../core/ids.ts';
import type { Database, WardTx } from '../../store/database.ts';
import { grantsColumn } from './sessions.repo.ts';

export async function countStaff(db: Database): Promise<number> {
  const [row] = await db.systemQuery<{ count: number }>('select count(*)::int as count from staff');
  return row?.count ?? 0;
}

/** What signing in needs to know of a person. */
export interface Credentials {
  readonly id: number;
  readonly wardId: WardId;
  readonly passwordHash: string;
  readonly totpSealed: string | null;
  readonly disabled: boolean;
}

export async function findCredentials(db: Database, email: string): Promise<Credentials | undefined> {
  const [row] = await db.systemQuery<Credentials & Record<string, unknown>>(
    `select id, ward_id as "wardId", password_hash as "passwordHash", disabled_at is not null as disabled,
       case when totp_confirmed_at is not null then totp_sealed end as "totpSealed"
     from staff where email = $1`,
    [email.toLowerCase()],
  );
  return row;
}

export interface Person {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly language: 'vi' | 'en';
  readonly passwordHash: string;
  readonly mustChangePassword: boolean;
  readonly totpSealed: string | null;
  readonly hasTotp: boolean;
  readonly disabled: boolean;
  readonly grants: readonly RoleGrant[];
  readonly awayFrom: Date | null;
  readonly awayUntil: Date | null;
  readonly deputyId: number | null;
}

export async function loadPerson(tx: WardTx, id: number): Promise<Person | undefined> {
  const [row] = await tx.query<Person & Record<string, unknown>>(
    `select id, name, email, language, password_hash as "passwordHash", must_change_password as "mustChangePassword",
       totp_sealed as "totpSealed", totp_confirmed_at is not null as "hasTotp", disabled_at is not null as disabled,
       away_from as "awayFrom", away_until as "awayUntil", deputy_id as "deputyId", ${grantsColumn} as grants
     from staff s where id = $1`,
    [id],
  );
  return row;
}

export const setPassword = (
  tx: WardTx,
  id: number,
  { hash, mustChange }: { readonly hash: string; readonly mustChange: boolean },
): Promise<unknown> =>
  tx.query(
    `update staff set password_hash = $2, must_change_password = $3, failed_sign_ins = 0, locked_until = null
     where id = $1`,
    [id, hash, mustChange],
  );

export const setOwn = (
  tx: WardTx,
  id: number,
  { name, language }: { readonly name: string | null; readonly language: string | null },
): Promise<unknown> =>
  tx.query('update staff set name = coalesce($2, name), language = coalesce($3, language) where id = $1', [
    id,
    name,
    language,
  ]);

export const setAbsence = (
  tx: WardTx,
  id: number,
  absence: { readonly from: number; readonly until: number; readonly deputyId: number } | null,
): Promise<unknown> =>
  tx.query('update staff set away_from = $2, away_until = $3, deputy_id = $4 where id = $1', [
    id,
    absence && new Date(absence.from),
    absence && new Date(absence.until),
    absence?.deputyId ?? null,
  ]);

export async function loadWardName(tx: WardTx): Promise<{ code: string; name: string }> {
  const [row] = await tx.query<{ code: string; name: string }>('select code, name from ward where id = $1', [
    tx.wardId,
  ]);
  return row ?? { code: '', name: '' };
}
