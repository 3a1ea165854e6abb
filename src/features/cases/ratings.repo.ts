import type { AccountId, ConversationId } from '../../core/ids.ts';
import type { Language } from '../../core/message.ts';
import type { WardTx } from '../../store/database.ts';
import { millis } from './case-list.repo.ts';

export async function wasRatedBadly(tx: WardTx, caseId: number): Promise<boolean> {
  const rows = await tx.query(`select from case_event where case_id = $1 and kind = 'rated_badly' limit 1`, [
    caseId,
  ]);
  return rows.length > 0;
}

/** A citizen whose answer has arrived and who has not been asked. */
export interface Askable {
  readonly caseId: number;
  readonly code: string;
  readonly accountId: AccountId;
  readonly conversationId: ConversationId;
  readonly language: Language;
  readonly lastInteractionAt: number | null;
}

/** After this many days nobody is asked any more. */
const lookBackMs = 7 * 86_400_000;
const atOnce = 100;

/** Marks those as asked whom `isOpen` lets through; two processes at once do not ask the same person. */
export async function claimAskable(
  tx: WardTx,
  now: number,
  isOpen: (askable: Askable) => boolean,
): Promise<Askable[]> {
  const rows = await tx.query<Askable & Record<string, unknown>>(
    `select c.id::int as "caseId", c.code, i.account_id as "accountId", i.id::int as "conversationId",
            i.language, ${millis('t.last_interaction_at')} as "lastInteractionAt"
     from citizen_case c join conversation t on t.id = c.conversation_id join identity i on i.id = t.id
     where c.ward_id = $1 and c.state = 'answered' and c.rating_asked_at is null and c.rated_at is null
       and c.answered_at > $2 and i.blocked_at is null and i.opted_out_at is null and t.speaker = 'bot'
       and exists (
         select from case_answer a join case_message k on k.answer_id = a.id join message m on m.id = k.message_id
         where a.case_id = c.id and a.is_final and a.created_at >= c.clock_started_at
           and m.conversation_id = c.conversation_id and m.state in ('sent', 'delivered', 'seen'))
     order by c.answered_at desc limit ${atOnce} for update of c skip locked`,
    [tx.wardId, new Date(now - lookBackMs)],
  );
  const open = rows.filter(isOpen);
  await tx.query('update citizen_case set rating_asked_at = $2 where id = any($1::bigint[])', [
    open.map(({ caseId }) => caseId),
    new Date(now),
  ]);
  return open;
}
