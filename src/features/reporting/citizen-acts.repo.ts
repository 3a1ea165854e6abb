import type { CaseKind } from '../../core/case.ts';
import type { ConversationId } from '../../core/ids.ts';
import type { DeadlineRule } from '../../rules/deadlines.ts';
import type { WardTx } from '../../store/database.ts';

const isOpen = `state in ('new', 'in_progress', 'waiting')`;

/** Marks that the citizen wrote again, so that the handler sees it. False when the case has ended. */
export async function markNews(tx: WardTx, caseId: number, at: number): Promise<boolean> {
  const rows = await tx.query(
    `update citizen_case set news_at = $2, changed_at = $2, version = version + 1
     where id = $1 and ${isOpen} returning id`,
    [caseId, new Date(at)],
  );
  return rows.length > 0;
}

/** Ends an open case of this chat's own. */
export async function withdrawRow(
  tx: WardTx,
  caseId: number,
  conversationId: ConversationId,
  at: number,
): Promise<boolean> {
  const rows = await tx.query(
    `update citizen_case set state = 'withdrawn', closed_at = $3, next_alarm_at = null, paused_at = null,
       pause_reason = null, changed_at = $3, version = version + 1
     where id = $1 and conversation_id = $2 and ${isOpen} returning id`,
    [caseId, conversationId, new Date(at)],
  );
  return rows.length > 0;
}

export interface AnsweredCase {
  readonly id: number;
  readonly kind: CaseKind;
  readonly category: string;
  readonly urgent: boolean;
}
const answered = 'id::int as id, kind, category, urgent';

/** An answered case of this chat's own that may still be opened again; locked. */
export async function lockAnswered(
  tx: WardTx,
  wish: { readonly caseId: number; readonly conversationId: ConversationId; readonly since: number },
): Promise<AnsweredCase | undefined> {
  const [row] = await tx.query<AnsweredCase & Record<string, unknown>>(
    `select ${answered} from citizen_case
     where id = $1 and conversation_id = $2 and state = 'answered' and answered_at >= $3 for update`,
    [wish.caseId, wish.conversationId, new Date(wish.since)],
  );
  return row;
}

/** The latest answer to this chat that nobody has rated yet; locked. */
export async function lockUnrated(
  tx: WardTx,
  conversationId: ConversationId,
  since: number,
): Promise<AnsweredCase | undefined> {
  const [row] = await tx.query<AnsweredCase & Record<string, unknown>>(
    `select ${answered} from citizen_case
     where conversation_id = $1 and state = 'answered' and rating is null and answered_at >= $2
     order by rating_asked_at desc nulls last, answered_at desc limit 1 for update`,
    [conversationId, new Date(since)],
  );
  return row;
}

export async function saveRating(tx: WardTx, caseId: number, stars: number, at: number): Promise<void> {
  await tx.query(
    'update citizen_case set rating = $2, rated_at = $3, changed_at = $3, version = version + 1 where id = $1',
    [caseId, stars, new Date(at)],
  );
}

/** The case that this chat rated within the last hour: what is said next belongs to it. */
export async function latestRated(
  tx: WardTx,
  conversationId: ConversationId,
  since: number,
): Promise<number | undefined> {
  const [row] = await tx.query<{ id: number }>(
    `select id::int as id from citizen_case where conversation_id = $1 and rated_at >= $2
     order by rated_at desc, id desc limit 1`,
    [conversationId, new Date(since)],
  );
  return row?.id;
}

/** Opens an ended case with a clock of its own; its office keeps it, nobody in it has taken it. */
export async function openAgain(
  tx: WardTx,
  caseId: number,
  clock: { readonly deadline: DeadlineRule; readonly dueAt: number; readonly nextAlarmAt: number },
  at: number,
): Promise<void> {
  await tx.query(
    `update citizen_case set state = 'new', assignee_id = null, clock_started_at = $2, due_at = $3,
       next_alarm_at = $4, deadline = $5, alarm_level = 0, answered_at = null, closed_at = null,
       paused_at = null, pause_reason = null, rating_asked_at = null, news_at = $2,
       reopened_times = reopened_times + 1, changed_at = $2, version = version + 1
     where id = $1`,
    [
      caseId,
      new Date(at),
      new Date(clock.dueAt),
      new Date(clock.nextAlarmAt),
      JSON.stringify(clock.deadline),
    ],
  );
}

/** Null when the case is not open, not for others to see, or the chat's own. */
export async function addFollower(
  tx: WardTx,
  caseId: number,
  conversationId: ConversationId,
): Promise<string | null> {
  const [row] = await tx.query<{ code: string }>(
    `select code from citizen_case where id = $1 and ${isOpen} and not chair_only for share`,
    [caseId],
  );
  if (!row) return null;
  await tx.query(
    `insert into case_follower (ward_id, case_id, conversation_id) values ($1, $2, $3) on conflict do nothing`,
    [tx.wardId, caseId, conversationId],
  );
  return row.code;
}

export interface Candidate {
  readonly id: number;
  readonly body: string;
  readonly receivedAt: Date;
  readonly neighbourhoodId: number | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** Open cases of a category that may be the same thing, the latest first. */
export function loadCandidates(
  tx: WardTx,
  wish: { readonly category: string; readonly conversationId: ConversationId; readonly since: number },
): Promise<Candidate[]> {
  return tx.query<Candidate & Record<string, unknown>>(
    `select id::int as id, body, received_at as "receivedAt", neighbourhood_id as "neighbourhoodId",
       latitude, longitude
     from citizen_case
     where ward_id = $1 and category = $2 and received_at >= $3 and ${isOpen} and not chair_only
       and conversation_id is distinct from $4::bigint
     order by received_at desc limit 200`,
    [tx.wardId, wish.category, new Date(wish.since), wish.conversationId],
  );
}
