import type { PetitionKind } from '../../core/case.ts';
import type { ConversationId } from '../../core/ids.ts';
import type { WardTx } from '../../store/database.ts';
import { millis } from './case-list.repo.ts';

export interface PetitionLine {
  readonly id: number;
  readonly kind: PetitionKind;
  readonly assignee: { readonly id: number; readonly name: string } | null;
  readonly createdAt: number;
  readonly handledAt: number | null;
  readonly contactSealed: string;
}

const columns = `p.id::int, p.kind, p.contact_sealed as "contactSealed", ${millis('p.created_at')} as "createdAt",
  ${millis('p.handled_at')} as "handledAt",
  (select json_build_object('id', s.id, 'name', coalesce(nullif(s.name, ''), s.email))
   from staff s where s.id = p.assignee_id) as assignee`;
/** `$2` = sees all of them; `$3` = whose own are seen. */
const visible = 'p.ward_id = $1 and ($2::boolean or p.assignee_id = $3::int)';

export interface PetitionReader {
  readonly all: boolean;
  readonly staffId: number;
}

/** The unhandled first, then the newest. */
export function listPetitions(tx: WardTx, { all, staffId }: PetitionReader): Promise<PetitionLine[]> {
  return tx.query<PetitionLine & Record<string, unknown>>(
    `select ${columns} from petition p where ${visible}
     order by p.handled_at is not null, p.id desc limit 500`,
    [tx.wardId, all, staffId],
  );
}

export async function loadPetition(
  tx: WardTx,
  { all, staffId }: PetitionReader,
  id: number,
): Promise<PetitionLine | undefined> {
  const [row] = await tx.query<PetitionLine & Record<string, unknown>>(
    `select ${columns} from petition p where ${visible} and p.id = $4`,
    [tx.wardId, all, staffId, id],
  );
  return row;
}

export async function insertPetition(
  tx: WardTx,
  petition: {
    readonly kind: PetitionKind;
    readonly contactSealed: string;
    readonly conversationId: ConversationId | null;
    readonly at: number;
  },
): Promise<number> {
  const [row] = await tx.query<{ id: number }>(
    `insert into petition (ward_id, kind, contact_sealed, conversation_id, created_at)
     values ($1, $2, $3, $4, $5) returning id::int as id`,
    [tx.wardId, petition.kind, petition.contactSealed, petition.conversationId, new Date(petition.at)],
  );
  if (!row) throw new Error('The petition was not stored');
  return row.id;
}

export async function assignPetition(tx: WardTx, id: number, staffId: number): Promise<void> {
  await tx.query('update petition set assignee_id = $2 where id = $1', [id, staffId]);
}

/** The first time counts. */
export async function handlePetition(tx: WardTx, id: number, at: number): Promise<void> {
  await tx.query('update petition set handled_at = coalesce(handled_at, $2) where id = $1', [
    id,
    new Date(at),
  ]);
}
