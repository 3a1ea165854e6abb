import type { WardId } from '../../core/ids.ts';
import type { Database, WardTx } from '../../store/database.ts';

/** A short address of a ward and how often it was followed. */
export interface ShortLink {
  readonly code: string;
  readonly target: string;
  readonly clicks: number;
}

export interface LinkTarget {
  readonly id: number;
  readonly wardId: WardId;
  readonly target: string;
}

/** Gives a code its target; false when another ward has the code already. */
export async function saveLink(tx: WardTx, code: string, target: string): Promise<boolean> {
  const rows = await tx.query(
    `insert into short_link (ward_id, code, target) values ($1, $2, $3)
     on conflict (code) do update set target = excluded.target where short_link.ward_id = $1 returning id`,
    [tx.wardId, code, target],
  );
  return rows.length > 0;
}

export function listLinks(tx: WardTx): Promise<ShortLink[]> {
  return tx.query<ShortLink & Record<string, unknown>>(
    `select l.code, l.target, coalesce(sum(d.clicks), 0)::int as clicks
     from short_link l left join short_link_day d on d.link_id = l.id
     where l.ward_id = $1 group by l.id order by l.id`,
    [tx.wardId],
  );
}

/** Whoever follows a link says no ward: the code is unique in the installation. */
export async function findLink(db: Database, code: string): Promise<LinkTarget | undefined> {
  const [row] = await db.systemQuery<LinkTarget & Record<string, unknown>>(
    'select id::int, ward_id as "wardId", target from short_link where code = $1',
    [code],
  );
  return row;
}

/** Clicks of today in Vietnam. */
export async function addClicks(
  db: Database,
  clicks: readonly { readonly link: LinkTarget; readonly count: number }[],
): Promise<void> {
  await db.systemQuery(
    `insert into short_link_day (ward_id, link_id, day, clicks)
     select k.ward_id, k.link_id, (now() at time zone 'Asia/Ho_Chi_Minh')::date, k.clicks
     from unnest($1::int[], $2::bigint[], $3::int[]) as k(ward_id, link_id, clicks)
     on conflict (link_id, day) do update set clicks = short_link_day.clicks + excluded.clicks`,
    [
      clicks.map(({ link }) => link.wardId),
      clicks.map(({ link }) => link.id),
      clicks.map(({ count }) => count),
    ],
  );
}
