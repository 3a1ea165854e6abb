import type { ConversationId } from '../../core/ids.ts';
import type { WardTx } from '../../store/database.ts';
import type { Heard } from './secret-spans.ts';

export interface HeardRow extends Heard {
  readonly conversationId: ConversationId;
}

/** What was noted of everything that was said in these conversations, oldest first. */
export function loadHeard(tx: WardTx, ids: readonly ConversationId[]): Promise<HeardRow[]> {
  return tx.query<HeardRow & Record<string, unknown>>(
    `select i.id::int as "conversationId", e.id::text as "eventId",
       (extract(epoch from e.received_at) * 1000)::float8 as at,
       coalesce((select array_agg(f.name) from contact_fact f where f.inbound_event_id = e.id), '{}') as names
     from identity i join inbound_event e on e.account_id = i.account_id and e.external_id = i.external_id
     where i.id = any($1::bigint[]) and e.payload->'content'->>'kind' not in ('receipt', 'receipt_until', 'undelivered')
     order by i.id, e.id`,
    [ids],
  );
}

export interface Matters {
  readonly conversationId: ConversationId;
  /** It reported, or follows, cases for the chair alone that are not this person's. */
  readonly othersCases: boolean;
  /** When the petitions were kept that the chair has given to this person. */
  readonly ownPetitions: readonly number[];
}

export function loadMatters(tx: WardTx, ids: readonly ConversationId[], staffId: number): Promise<Matters[]> {
  return tx.query<Matters & Record<string, unknown>>(
    `select c.id::int as "conversationId",
       exists (select from citizen_case k where k.chair_only and k.assignee_id is distinct from $2::int
               and (k.conversation_id = c.id or k.id in (
                 select f.case_id from case_follower f where f.conversation_id = c.id))) as "othersCases",
       coalesce((select array_agg((extract(epoch from p.created_at) * 1000)::float8) from petition p
                 where p.conversation_id = c.id and p.assignee_id = $2::int), '{}') as "ownPetitions"
     from conversation c where c.id = any($1::bigint[])`,
    [ids, staffId],
  );
}
