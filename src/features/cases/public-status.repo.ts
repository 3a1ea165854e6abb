import type { CaseState, PauseReason } from '../../core/case.ts';
import type { ConversationId } from '../../core/ids.ts';
import type { WardTx } from '../../store/database.ts';
import { millis, openStates } from './case-list.repo.ts';

/** What anybody who knows a code may know of its case: nothing that somebody wrote. */
export interface PublicStatus {
  readonly code: string;
  readonly state: CaseState;
  readonly pauseReason: PauseReason | null;
  readonly categoryVi: string;
  readonly categoryEn: string;
  /** Null = nobody's yet, or the chair's own. */
  readonly office: string | null;
  readonly receivedAt: number;
  readonly dueAt: number;
  readonly changedAt: number;
  readonly closedAt: number | null;
  /** Code of the case that it was merged into. */
  readonly mergedInto: string | null;
}

/** By a code as `readCaseCode` gives it; undefined when the ward has none like it. */
export async function statusByCode(tx: WardTx, code: string): Promise<PublicStatus | undefined> {
  const [row] = await tx.query<PublicStatus & Record<string, unknown>>(
    `select c.code, c.state, c.pause_reason as "pauseReason", coalesce(g.name_vi, c.category) as "categoryVi",
            coalesce(g.name_en, c.category) as "categoryEn",
            case when c.chair_only then null else o.name end as office,
            ${millis('c.received_at')} as "receivedAt", ${millis('c.due_at')} as "dueAt",
            ${millis('c.changed_at')} as "changedAt", ${millis('c.closed_at')} as "closedAt",
            (select k.code from citizen_case k where k.id = c.merged_into_id) as "mergedInto"
     from citizen_case c left join office o on o.id = c.office_id
     left join case_category g on g.ward_id = c.ward_id and g.code = c.category
     where c.ward_id = $1 and c.code = $2`,
    [tx.wardId, code],
  );
  return row;
}

export interface OwnCase {
  readonly id: number;
  readonly code: string;
  readonly state: CaseState;
  readonly category: string;
  readonly receivedAt: number;
  readonly dueAt: number;
}

const ownColumns = `c.id::int, c.code, c.state, c.category, ${millis('c.received_at')} as "receivedAt",
  ${millis('c.due_at')} as "dueAt"`;

/** A citizen's cases that are being handled, the newest first: what a further message belongs to. */
export function openCasesOf(tx: WardTx, conversationId: ConversationId): Promise<OwnCase[]> {
  return tx.query<OwnCase & Record<string, unknown>>(
    `select ${ownColumns} from citizen_case c where c.conversation_id = $1 and ${openStates}
     order by c.received_at desc, c.id desc limit 20`,
    [conversationId],
  );
}
