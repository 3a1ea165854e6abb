import type { AccountId, ConversationId, MessageId } from '../../core/ids.ts';
import type { Language } from '../../core/message.ts';
import type { WardTx } from '../../store/database.ts';

/** Somebody who is told about a case. */
export interface Listener {
  readonly conversationId: ConversationId;
  readonly accountId: AccountId;
  readonly language: Language;
  /** Whose case it is; the others follow it. */
  readonly isCitizen: boolean;
}

/** The citizen and everybody who follows the case, each once, but for those who have blocked us. */
export function loadListeners(tx: WardTx, caseId: number): Promise<Listener[]> {
  return tx.query<Listener & Record<string, unknown>>(
    `select i.id::int as "conversationId", i.account_id as "accountId", i.language,
            bool_or(k.citizen) as "isCitizen"
     from (select conversation_id, true as citizen from citizen_case where id = $1
           union all select conversation_id, false from case_follower where case_id = $1) k
     join identity i on i.id = k.conversation_id
     where k.citizen or i.blocked_at is null
     group by i.id order by bool_or(k.citizen) desc, i.id`,
    [caseId],
  );
}

export async function noteMessages(
  tx: WardTx,
  caseId: number,
  answerId: number | null,
  messages: readonly MessageId[],
): Promise<void> {
  await tx.query(
    `insert into case_message (message_id, ward_id, case_id, answer_id) select unnest($4::bigint[]), $1, $2, $3`,
    [tx.wardId, caseId, answerId, messages],
  );
}
