import type { DeliveryState } from '../../core/delivery.ts';
import type { AccountId, ConversationId } from '../../core/ids.ts';
import type { Language } from '../../core/message.ts';
import type { DeadlineRule } from '../../rules/deadlines.ts';
import type { WardTx } from '../../store/database.ts';
import { type ListedCase, millis, rowColumns } from './case-list.repo.ts';

interface Named {
  readonly id: number;
  readonly name: string;
}
interface Coded {
  readonly id: number;
  readonly code: string;
}

/** What a case's page shows beyond its line in a list. */
export interface CasePage extends ListedCase {
  readonly body: string;
  readonly videoLink: string | null;
  readonly address: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly filedBy: Named | null;
  readonly deadline: DeadlineRule;
  readonly answeredAt: number | null;
  readonly reopenedTimes: number;
  readonly mergedInto: Coded | null;
  readonly merged: Coded[];
  readonly followers: number;
  readonly ratingWords: string | null;
  readonly photosList: { id: string; width: number; height: number }[];
}

const named = (alias: string): string =>
  `json_build_object('id', ${alias}.id, 'name', coalesce(nullif(${alias}.name, ''), ${alias}.email))`;
const coded = `json_build_object('id', k.id, 'code', k.code)`;

export async function loadPage(tx: WardTx, caseId: number): Promise<CasePage | undefined> {
  const [row] = await tx.query<CasePage & Record<string, unknown>>(
    `select ${rowColumns}, c.body, c.video_link as "videoLink", c.address, c.latitude, c.longitude, c.deadline,
       (select ${named('f')} from staff f where f.id = c.filed_by_id) as "filedBy",
       ${millis('c.answered_at')} as "answeredAt", c.reopened_times as "reopenedTimes",
       (select ${coded} from citizen_case k where k.id = c.merged_into_id) as "mergedInto",
       coalesce((select json_agg(${coded} order by k.id) from citizen_case k
                 where k.ward_id = c.ward_id and k.merged_into_id = c.id), '[]') as merged,
       (select count(*) from case_follower f where f.case_id = c.id)::int as followers,
       (select n.body from case_event e join case_note n on n.id = (e.facts->>'noteId')::bigint
        where e.case_id = c.id and e.kind = 'rated' order by e.id desc limit 1) as "ratingWords",
       coalesce((select json_agg(json_build_object('id', p.id, 'width', p.width, 'height', p.height)
                                 order by p.created_at, p.id)
                 from case_photo p where p.case_id = c.id), '[]') as "photosList"
     from citizen_case c where c.id = $1`,
    [caseId],
  );
  return row;
}

export interface HistoryLine {
  readonly id: number;
  readonly at: number;
  readonly actor: 'citizen' | 'staff' | 'house';
  readonly staff: Named | null;
  readonly kind: string;
  readonly facts: Record<string, unknown>;
  readonly words: string | null;
}

/** With what was written; an erasure leaves the line and takes the words. */
export function loadHistory(tx: WardTx, caseId: number): Promise<HistoryLine[]> {
  return tx.query<HistoryLine & Record<string, unknown>>(
    `select e.id::int, ${millis('e.at')} as at, e.actor, e.kind, e.facts, nullif(n.body, '') as words,
            case when s.id is null then null else ${named('s')} end as staff
     from case_event e left join staff s on s.id = e.staff_id
     left join case_note n on n.id = (e.facts->>'noteId')::bigint and n.case_id = e.case_id
     where e.case_id = $1 order by e.id`,
    [caseId],
  );
}

export interface AnswerRow {
  readonly id: number;
  readonly body: string;
  readonly isFinal: boolean;
  readonly state: 'waiting_approval' | 'returned' | 'queued' | 'phoned';
  readonly writtenBy: Named;
  readonly decidedBy: Named | null;
  readonly createdAt: number;
  readonly decidedAt: number | null;
}

export function loadAnswers(tx: WardTx, caseId: number): Promise<AnswerRow[]> {
  return tx.query<AnswerRow & Record<string, unknown>>(
    `select a.id::int, a.body, a.is_final as "isFinal", a.state, ${named('w')} as "writtenBy",
            case when d.id is null then null else ${named('d')} end as "decidedBy",
            ${millis('a.created_at')} as "createdAt", ${millis('a.decided_at')} as "decidedAt"
     from case_answer a join staff w on w.id = a.written_by_id left join staff d on d.id = a.decided_by_id
     where a.case_id = $1 order by a.id`,
    [caseId],
  );
}

/** A message that an answer became, and where it is. */
export interface AnswerMessageRow {
  readonly answerId: number;
  readonly messageId: number;
  readonly channel: string;
  readonly seq: number;
  readonly state: DeliveryState;
  readonly reason: string | null;
  readonly wasSent: boolean;
  /** For somebody who follows the case, not for its citizen. */
  readonly forFollower: boolean;
  readonly at: number;
}

export function loadAnswerMessages(tx: WardTx, caseId: number): Promise<AnswerMessageRow[]> {
  return tx.query<AnswerMessageRow & Record<string, unknown>>(
    `select k.answer_id::int as "answerId", m.id::int as "messageId", a.channel, m.seq, m.state,
            m.error_code as reason, m.vendor_message_id is not null as "wasSent",
            exists (select from case_follower f where f.case_id = k.case_id
                    and f.conversation_id = m.conversation_id) as "forFollower",
            ${millis('coalesce(m.seen_at, m.delivered_at, m.sent_at, m.created_at)')} as at
     from case_message k join message m on m.id = k.message_id join channel_account a on a.id = m.account_id
     where k.case_id = $1 and k.answer_id is not null order by m.id`,
    [caseId],
  );
}

/** The chat that answers go to. */
export interface Chat {
  readonly conversationId: ConversationId;
  readonly accountId: AccountId;
  readonly channel: string;
  readonly language: Language;
  readonly lastInteractionAt: number | null;
  readonly blocked: boolean;
}

export async function loadChat(tx: WardTx, id: ConversationId): Promise<Chat | undefined> {
  const [row] = await tx.query<Chat & Record<string, unknown>>(
    `select t.id::int as "conversationId", i.account_id as "accountId", a.channel, i.language,
            ${millis('t.last_interaction_at')} as "lastInteractionAt", i.blocked_at is not null as blocked
     from conversation t join identity i on i.id = t.id join channel_account a on a.id = i.account_id
     where t.id = $1`,
    [id],
  );
  return row;
}

export async function loadStaffLanguage(tx: WardTx, staffId: number): Promise<Language> {
  const [row] = await tx.query<{ language: Language }>('select language from staff where id = $1', [staffId]);
  return row?.language === 'en' ? 'en' : 'vi';
}

/** Somebody who handles the case has read what the citizen added. */
export async function clearNews(tx: WardTx, caseId: number): Promise<void> {
  await tx.query('update citizen_case set news_at = null where id = $1 and news_at is not null', [caseId]);
}
