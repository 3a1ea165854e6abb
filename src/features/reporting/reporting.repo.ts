import type { CaseState, PetitionKind } from '../../core/case.ts';
import type { AccountId, ConversationId } from '../../core/ids.ts';
import type { WardTx } from '../../store/database.ts';
import type { OwnCase } from './citizen-desk.ts';
import type { KnownPlace } from './read-report.ts';

export interface CategoryRow {
  readonly code: string;
  readonly vi: string;
  readonly en: string;
  readonly insteadVi: string | null;
  readonly insteadEn: string | null;
  /** Only the chair sees what is filed in it. */
  readonly chairOnly: boolean;
}

/** What reports can be about, in the ward's order. */
export function loadCategories(tx: WardTx): Promise<CategoryRow[]> {
  return tx.query<CategoryRow & Record<string, unknown>>(
    `select code, name_vi as vi, name_en as en, instead_vi as "insteadVi", instead_en as "insteadEn",
       chair_only as "chairOnly"
     from case_category where ward_id = $1 and closed_at is null order by sort, code`,
    [tx.wardId],
  );
}

export function loadPlaces(tx: WardTx): Promise<KnownPlace[]> {
  return tx.query<KnownPlace & Record<string, unknown>>(
    'select id, name, aliases from neighbourhood where ward_id = $1 and closed_at is null order by id',
    [tx.wardId],
  );
}

export async function loadOfficeName(tx: WardTx, id: number | null): Promise<string | null> {
  if (id === null) return null;
  const [row] = await tx.query<{ name: string }>('select name from office where ward_id = $1 and id = $2', [
    tx.wardId,
    id,
  ]);
  return row?.name ?? null;
}

/** The member of staff who writes under this name, when they are a neighbourhood head. */
export async function loadHead(
  tx: WardTx,
  accountId: AccountId,
  externalId: string,
): Promise<{ readonly staffId: number; readonly neighbourhoodId: number } | undefined> {
  const [row] = await tx.query<{ staffId: number; neighbourhoodId: number }>(
    `select staff_role.staff_id as "staffId", neighbourhood_id as "neighbourhoodId"
     from staff_chat join staff_role on staff_role.staff_id = staff_chat.staff_id and role = 'head'
     join staff on staff.id = staff_chat.staff_id and disabled_at is null
     where staff_chat.ward_id = $1 and account_id = $2 and external_id = $3 and neighbourhood_id is not null
     limit 1`,
    [tx.wardId, accountId, externalId],
  );
  return row;
}

export async function countOpenCases(tx: WardTx, conversationId: ConversationId): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `select count(*)::int as count from citizen_case
     where conversation_id = $1 and state in ('new', 'in_progress', 'waiting')`,
    [conversationId],
  );
  return row?.count ?? 0;
}

interface Row {
  readonly id: number;
  readonly code: string;
  readonly state: CaseState;
  readonly body: string;
  readonly receivedAt: Date;
  readonly dueAt: Date;
  readonly answeredAt: Date | null;
  readonly office: string | null;
  readonly mine: boolean;
}
const columns = `citizen_case.id::int as id, citizen_case.code, state, body, received_at as "receivedAt",
  due_at as "dueAt", answered_at as "answeredAt", office.name as office,
  (conversation_id is not distinct from $2::bigint) as mine`;

interface Asker {
  readonly conversationId: ConversationId;
  readonly now: number;
  readonly reopenDays: number;
}

/** The cases of a chat, open ones first; what it only follows is among them when that is wanted. */
export async function loadOwnCases(
  tx: WardTx,
  asker: Asker,
  limit: number,
  withFollowed = false,
): Promise<OwnCase[]> {
  const rows = await tx.query<Row & Record<string, unknown>>(
    `select ${columns} from citizen_case left join office on office.id = office_id
     where citizen_case.ward_id = $1 and (conversation_id = $2 or ($4 and citizen_case.id in
       (select case_id from case_follower where case_follower.conversation_id = $2)))
     order by state in ('new', 'in_progress', 'waiting') desc, received_at desc limit $3`,
    [tx.wardId, asker.conversationId, limit, withFollowed],
  );
  return rows.map((row) => toOwn(row, asker));
}

export async function loadCaseByCode(tx: WardTx, code: string, asker: Asker): Promise<OwnCase | undefined> {
  const [row] = await tx.query<Row & Record<string, unknown>>(
    `select ${columns} from citizen_case left join office on office.id = office_id
     where citizen_case.ward_id = $1 and citizen_case.code = $3`,
    [tx.wardId, asker.conversationId, code],
  );
  return row && toOwn(row, asker);
}

const dayMs = 86_400_000;

function toOwn({ receivedAt, dueAt, answeredAt, ...row }: Row, { now, reopenDays }: Asker): OwnCase {
  const answered = answeredAt?.getTime() ?? null;
  const reopens = row.state === 'answered' && answered !== null && now - answered <= reopenDays * dayMs;
  return { ...row, receivedAt: receivedAt.getTime(), dueAt: dueAt.getTime(), answeredAt: answered, reopens };
}

/** Does somebody wait already to be called about the same? */
export async function hasOpenPetition(
  tx: WardTx,
  kind: PetitionKind,
  conversationId: ConversationId,
): Promise<boolean> {
  const rows = await tx.query(
    'select 1 from petition where conversation_id = $1 and kind = $2 and handled_at is null limit 1',
    [conversationId, kind],
  );
  return rows.length > 0;
}
