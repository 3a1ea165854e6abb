import type { CaseKind, CaseState } from '../../core/case.ts';
import type { ConversationId } from '../../core/ids.ts';
import type { WardTx } from '../../store/database.ts';
import type { ActFacts } from './acts.ts';
import { millis } from './case-list.repo.ts';
import { type Sight, sightValues, visibleSql } from './visibility.ts';

/** What acts on a case need to know of it. */
export interface CaseFacts extends ActFacts {
  readonly id: number;
  readonly code: string;
  readonly kind: CaseKind;
  readonly category: string;
  readonly categoryVi: string | null;
  readonly categoryEn: string | null;
  readonly needsApproval: boolean;
  readonly urgent: boolean;
  readonly version: number;
  readonly conversationId: ConversationId | null;
  readonly officeName: string | null;
  readonly dueAt: number;
  readonly closedAt: number | null;
  readonly ratedAt: number | null;
  readonly contactSealed: string | null;
  readonly identityShown: boolean;
  readonly mergedIntoId: number | null;
}

const columns = `c.id::int, c.code, c.kind, c.category, c.state, c.urgent, c.version, c.office_id as "officeId",
  c.neighbourhood_id as "neighbourhoodId", c.assignee_id as "assigneeId", c.chair_only as "chairOnly",
  c.with_head as "withHead", c.conversation_id::int as "conversationId", o.name as "officeName",
  g.name_vi as "categoryVi", g.name_en as "categoryEn", coalesce(g.needs_approval, false) as "needsApproval",
  ${millis('c.due_at')} as "dueAt", ${millis('c.closed_at')} as "closedAt", ${millis('c.rated_at')} as "ratedAt",
  c.contact_sealed as "contactSealed", c.identity_shown as "identityShown",
  c.merged_into_id::int as "mergedIntoId",
  (select d.id from staff s join staff d on d.id = s.deputy_id and d.ward_id = s.ward_id and d.disabled_at is null
   where s.id = c.assignee_id and s.away_from <= now() and s.away_until > now()) as "deputyId",
  (select a.written_by_id from case_answer a where a.case_id = c.id and a.state = 'waiting_approval'
   order by a.id desc limit 1) as "waitingAnswerBy"`;
const from = `citizen_case c left join office o on o.id = c.office_id
  left join case_category g on g.ward_id = c.ward_id and g.code = c.category`;

/** Undefined when it is not there, or not for this person to see. */
export async function loadSeen(tx: WardTx, sight: Sight, caseId: number): Promise<CaseFacts | undefined> {
  const [row] = await tx.query<CaseFacts & Record<string, unknown>>(
    `select ${columns} from ${from} where c.id = $6 and ${visibleSql(1)}`,
    [...sightValues(sight), caseId],
  );
  return row;
}

/** For the house and the citizen; with `lock` nobody else changes it until the transaction ends. */
export async function loadFacts(
  tx: WardTx,
  caseId: number,
  lock: 'lock' | 'look' = 'look',
): Promise<CaseFacts | undefined> {
  if (lock === 'lock') await tx.query('select from citizen_case where id = $1 for update', [caseId]);
  const [row] = await tx.query<CaseFacts & Record<string, unknown>>(
    `select ${columns} from ${from} where c.id = $1`,
    [caseId],
  );
  return row;
}

/** Columns that an act writes. */
export interface NewValues {
  readonly state?: CaseState;
  readonly office_id?: number | null;
  readonly assignee_id?: number | null;
  readonly with_head?: boolean;
  readonly merged_into_id?: number;
  readonly answered_at?: Date | null;
  readonly closed_at?: Date | null;
  readonly paused_at?: null;
  readonly pause_reason?: null;
  readonly next_alarm_at?: Date | null;
  readonly alarm_level?: number;
  readonly clock_started_at?: Date;
  readonly due_at?: Date;
  readonly deadline?: string;
  readonly rating?: number | null;
  readonly rated_at?: Date | null;
  readonly rating_asked_at?: null;
  readonly news_at?: Date;
  readonly reopened_times?: number;
  readonly transferred_times?: number;
}

/** Counted up, whatever was given: the number of times. */
const counted = new Set(['reopened_times', 'transferred_times']);

/** Compare-and-set: false when the case has changed since that version. */
export async function changeCase(
  tx: WardTx,
  { caseId, version, at }: { readonly caseId: number; readonly version: number; readonly at: number },
  values: NewValues,
): Promise<boolean> {
  const names = Object.keys(values);
  const sets = names.map((name, index) =>
    counted.has(name) ? `${name} = ${name} + $${index + 4}` : `${name} = $${index + 4}`,
  );
  const rows = await tx.query(
    `update citizen_case set ${[...sets, 'version = version + 1', 'changed_at = $3'].join(', ')}
     where id = $1 and version = $2 returning id`,
    [caseId, version, new Date(at), ...Object.values(values)],
  );
  return rows.length > 0;
}
