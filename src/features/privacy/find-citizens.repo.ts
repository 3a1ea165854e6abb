import type { ConversationId } from '../../core/ids.ts';
import type { WardTx } from '../../store/database.ts';

/** A case that somebody left a contact with, or that was asked for by its code. */
export interface ContactRow {
  readonly code: string;
  readonly conversationId: ConversationId | null;
  readonly identityShown: boolean;
  readonly contactSealed: string | null;
}

const caseColumns = `c.code, c.conversation_id::int as "conversationId", c.identity_shown as "identityShown",
  c.contact_sealed as "contactSealed"`;

export function listContacts(tx: WardTx): Promise<ContactRow[]> {
  return tx.query<ContactRow & Record<string, unknown>>(
    `select ${caseColumns} from citizen_case c where c.ward_id = $1 and c.contact_sealed is not null order by c.id desc`,
    [tx.wardId],
  );
}

export function findCase(tx: WardTx, code: string): Promise<ContactRow[]> {
  return tx.query<ContactRow & Record<string, unknown>>(
    `select ${caseColumns} from citizen_case c where c.ward_id = $1 and c.code = $2`,
    [tx.wardId, code],
  );
}

/** What platforms call citizens, and the phones that citizens gave as their own. */
export interface ToldRow {
  readonly id: ConversationId;
  readonly name: string | null;
  readonly phone: string | null;
}

export function listTold(tx: WardTx): Promise<ToldRow[]> {
  return tx.query<ToldRow & Record<string, unknown>>(
    `select i.id::int, e.payload->>'displayName' as name,
       case when e.payload->'content'->>'own' = 'true' then e.payload->'content'->>'phone' end as phone
     from inbound_event e join identity i on i.account_id = e.account_id and i.external_id = e.external_id
     where i.ward_id = $1 and (e.payload ? 'displayName' or e.payload->'content'->>'kind' = 'contact')
     group by 1, 2, 3`,
    [tx.wardId],
  );
}

export async function findByAddress(tx: WardTx, externalIds: readonly string[]): Promise<ConversationId[]> {
  const rows = await tx.query<{ id: ConversationId }>(
    'select id::int from identity where ward_id = $1 and external_id = any($2)',
    [tx.wardId, externalIds],
  );
  return rows.map(({ id }) => id);
}

/** Enough to tell people apart, and nothing that was said. */
export interface CitizenRow {
  readonly id: ConversationId;
  readonly channel: string;
  readonly name: string | null;
  readonly lastAt: Date | null;
  /** With one case at least they asked for their identity to be hidden. */
  readonly hidden: boolean;
}

export function loadCitizens(tx: WardTx, ids: readonly number[]): Promise<CitizenRow[]> {
  return tx.query<CitizenRow & Record<string, unknown>>(
    `select i.id::int, a.channel, c.last_interaction_at as "lastAt",
       (select e.payload->>'displayName' from inbound_event e
        where e.account_id = i.account_id and e.external_id = i.external_id and e.payload ? 'displayName'
        order by e.id desc limit 1) as name,
       exists (select from citizen_case k where k.conversation_id = i.id and not k.identity_shown) as hidden
     from identity i join channel_account a on a.id = i.account_id left join conversation c on c.id = i.id
     where i.ward_id = $1 and i.id = any($2) order by c.last_interaction_at desc nulls last, i.id desc`,
    [tx.wardId, ids],
  );
}
