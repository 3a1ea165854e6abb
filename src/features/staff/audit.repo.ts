import type { WardTx } from '../../store/database.ts';
import type { AuditEntry } from './audit-entry.ts';
import { targetName } from './audit-target.ts';

/** First key of the advisory lock under which a ward's entries are numbered; the second is the ward. */
const lockSpace = 725_002;

/** Nobody else of the ward adds an entry until this transaction ends, so that the chain never forks. */
export async function lockChain(tx: WardTx): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1, $2)', [lockSpace, tx.wardId]);
}

export async function lastLink(tx: WardTx): Promise<{ number: number; hash: string } | undefined> {
  const [row] = await tx.query<{ number: number; hash: string }>(
    'select number, hash from audit_entry order by number desc limit 1',
  );
  return row;
}

export async function insertEntry(tx: WardTx, entry: AuditEntry): Promise<void> {
  const { number, at, staffId, action, target, facts, previousHash, hash } = entry;
  await tx.query(
    `insert into audit_entry (ward_id, number, at, staff_id, action, target, facts, previous_hash, hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [tx.wardId, number, new Date(at), staffId, action, target, JSON.stringify(facts), previousHash, hash],
  );
}

const columns = `number, (extract(epoch from at) * 1000)::float8 as at, staff_id as "staffId", action, target, facts,
  previous_hash as "previousHash", hash`;

export const entriesAfter = (tx: WardTx, number: number, limit: number): Promise<AuditEntry[]> =>
  tx.query<AuditEntry & Record<string, unknown>>(
    `select ${columns} from audit_entry where number > $1 order by number limit $2`,
    [number, limit],
  );

type ShownEntry = AuditEntry & { readonly staffName: string | null; readonly targetName: string | null };

/** Newest first. */
export const pageOfEntries = (
  tx: WardTx,
  {
    action,
    before,
    limit,
  }: { readonly action: string | null; readonly before: number | null; readonly limit: number },
): Promise<ShownEntry[]> =>
  tx.query<ShownEntry & Record<string, unknown>>(
    `select ${columns}, (select coalesce(nullif(name, ''), email) from staff where id = e.staff_id) as "staffName",
       ${targetName} as "targetName"
     from audit_entry e
     where ($1::text is null or action = $1) and ($2::int is null or number < $2) order by number desc limit $3`,
    [action, before, limit],
  );
