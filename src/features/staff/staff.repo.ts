import type { WardId } from '../../core/ids.ts';
import type { Database } from '../../store/database.ts';

export async function countStaff(db: Database): Promise<number> {
  const [row] = await db.systemQuery<{ count: number }>('select count(*)::int as count from staff');
  return row?.count ?? 0;
}

/** Returns false when the e-mail address is taken. */
export async function insertStaff(
  db: Database,
  person: { wardId: WardId; email: string; passwordHash: string; role: string; mustChangePassword: boolean },
): Promise<boolean> {
  const rows = await db.systemQuery(
    `with person as (
       insert into staff (ward_id, email, password_hash, must_change_password) values ($1, $2, $3, $5)
       on conflict (email) do nothing returning id, ward_id)
     insert into staff_role (ward_id, staff_id, role) select ward_id, id, $4 from person returning id`,
    [person.wardId, person.email.toLowerCase(), person.passwordHash, person.role, person.mustChangePassword],
  );
  return rows.length > 0;
}
