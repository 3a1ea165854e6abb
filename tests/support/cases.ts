import type { WardId } from '../../src/core/ids.ts';
import type { Database } from '../../src/store/database.ts';

let made = 0;

/** A case as the notices about it need it. */
export async function createTestCase(
  db: Database,
  ward: WardId,
  more: { readonly chairOnly?: boolean; readonly state?: string } = {},
): Promise<{ readonly id: number; readonly code: string }> {
  made += 1;
  const code = `PA-261125-${String(made).padStart(4, '0')}-K`;
  await db.systemQuery(
    `insert into case_category (ward_id, code, name_vi, name_en) values ($1, 'rac', 'Rác thải', 'Waste')
     on conflict do nothing`,
    [ward],
  );
  const [row] = await db.systemQuery<{ id: number }>(
    `insert into citizen_case (ward_id, code, kind, category, body, channel, state, chair_only, received_at,
       clock_started_at, due_at, deadline, search_words)
     values ($1, $2, 'feedback', 'rac', 'Rác trước nhà bà Nguyễn Thị Bí Mật', 'web-chat', $3, $4, now(), now(),
       '2026-12-01T02:30:00Z', '{}', '') returning id::int`,
    [ward, code, more.state ?? 'new', more.chairOnly ?? false],
  );
  return { id: row?.id ?? 0, code };
}
