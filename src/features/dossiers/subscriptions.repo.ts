import type { AccountId, ConversationId } from '../../core/ids.ts';
import type { Language } from '../../core/message.ts';
import type { WardTx } from '../../store/database.ts';
import { DossierFacts } from './dossier.schema.ts';

/**
 * A row with this in place of a hash is no subscription yet: it says that the citizen proved the dossier to be
 * theirs at `created_at`, and so may subscribe.
 */
const provedOnly = 'proved';

/** Remembers a successful look-up; a subscriber has thereby been told the present state. */
export async function noteLookUp(
  tx: WardTx,
  look: { readonly code: string; readonly conversationId: ConversationId; readonly toldHash: string },
  at: Date,
): Promise<void> {
  await tx.query(
    `insert into dossier_subscription as s (ward_id, dossier_id, conversation_id, told_hash, created_at)
     select ward_id, id, $3, '${provedOnly}', $5 from dossier where ward_id = $1 and code = $2
     on conflict (dossier_id, conversation_id) do update set
       told_hash = case when s.told_hash = '${provedOnly}' then s.told_hash else $4 end,
       created_at = case when s.told_hash = '${provedOnly}' then excluded.created_at else s.created_at end`,
    [tx.wardId, look.code, look.conversationId, look.toldHash, at],
  );
}

export interface SubscriptionRow {
  readonly dossierId: number;
  readonly facts: DossierFacts;
  readonly subscribed: boolean;
  readonly at: Date;
}

export async function loadSubscription(
  tx: WardTx,
  code: string,
  conversationId: ConversationId,
): Promise<SubscriptionRow | undefined> {
  const [row] = await tx.query<{ dossierId: string; facts: unknown; subscribed: boolean; at: Date }>(
    `select d.id as "dossierId", d.facts, s.told_hash <> '${provedOnly}' as subscribed, s.created_at as at
     from dossier_subscription s join dossier d on d.id = s.dossier_id
     where s.ward_id = $1 and d.code = $2 and s.conversation_id = $3`,
    [tx.wardId, code, conversationId],
  );
  return row && { ...row, dossierId: Number(row.dossierId), facts: DossierFacts.parse(row.facts) };
}

export async function saveTold(
  tx: WardTx,
  told: readonly {
    readonly dossierId: number;
    readonly conversationId: ConversationId;
    readonly hash: string;
  }[],
): Promise<void> {
  await tx.query(
    `update dossier_subscription s set told_hash = k.hash
     from unnest($2::bigint[], $3::bigint[], $4::text[]) as k(dossier_id, conversation_id, hash)
     where s.ward_id = $1 and s.dossier_id = k.dossier_id and s.conversation_id = k.conversation_id`,
    [
      tx.wardId,
      told.map(({ dossierId }) => dossierId),
      told.map(({ conversationId }) => conversationId),
      told.map(({ hash }) => hash),
    ],
  );
}

export interface Subscriber {
  readonly dossierId: number;
  readonly code: string;
  readonly facts: DossierFacts;
  readonly toldHash: string;
  readonly conversationId: ConversationId;
  readonly accountId: AccountId;
  readonly language: Language;
}

/** Subscribers of those dossiers whom we may write to: not those who blocked us or asked us to stop. */
export async function loadSubscribers(tx: WardTx, codes: readonly string[]): Promise<Subscriber[]> {
  const rows = await tx.query<Omit<Subscriber, 'facts'> & { facts: unknown }>(
    `select d.id::int as "dossierId", d.code, d.facts, s.told_hash as "toldHash",
            i.id::int as "conversationId", i.account_id as "accountId", i.language
     from dossier d join dossier_subscription s on s.dossier_id = d.id join identity i on i.id = s.conversation_id
     where d.ward_id = $1 and d.code = any($2) and s.told_hash <> '${provedOnly}'
       and i.blocked_at is null and i.opted_out_at is null
     order by d.id, i.id`,
    [tx.wardId, codes],
  );
  return rows.map((row) => ({ ...row, facts: DossierFacts.parse(row.facts) }));
}

/** Codes that somebody follows and that the source was asked about before that time, oldest first. */
export async function loadFollowedCodes(tx: WardTx, askedBefore: Date, limit: number): Promise<string[]> {
  const rows = await tx.query<{ code: string }>(
    `select d.code from dossier d where d.ward_id = $1 and d.updated_at < $2
       and d.facts ->> 'state' not in ('returned', 'rejected', 'withdrawn')
       and exists (select from dossier_subscription s where s.dossier_id = d.id and s.told_hash <> '${provedOnly}')
     order by d.updated_at limit $3`,
    [tx.wardId, askedBefore, limit],
  );
  return rows.map(({ code }) => code);
}

export async function forgetProofs(tx: WardTx, before: Date): Promise<void> {
  await tx.query(
    `delete from dossier_subscription where ward_id = $1 and told_hash = '${provedOnly}' and created_at < $2`,
    [tx.wardId, before],
  );
}
