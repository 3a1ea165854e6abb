import type { WardId } from '../../core/ids.ts';
import type { Language } from '../../core/message.ts';
import type { Database, WardTx } from '../../store/database.ts';

export type Way = 'email' | 'push' | 'telegram';

/** A notice that this process may now send, once, with what it is about. */
export interface ClaimedNotice {
  readonly id: number;
  readonly wardId: WardId;
  readonly kind: string;
  readonly way: Way;
  readonly staffId: number | null;
  readonly officeId: number | null;
  readonly attempts: number;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly language: Language;
  /** Address or group that it goes to; null = none (any more). */
  readonly address: string | null;
  /** What the person has chosen for the kind. */
  readonly choice: { readonly email?: boolean; readonly push?: boolean } | null;
  readonly caseId: number | null;
  readonly code: string | null;
  readonly category: string | null;
  readonly dueAt: Date | null;
  readonly chairOnly: boolean;
  readonly isOpen: boolean;
}

/**
 * Stamps the next notice of a way and returns it; of a way with `together` all that are due for the same person or
 * office. Stamped right before it is sent: whatever is stamped and has no outcome lost its process.
 */
export function claimNext(db: Database, way: Way, together: boolean): Promise<ClaimedNotice[]> {
  return db.systemQuery<ClaimedNotice & Record<string, unknown>>(
    `with first as (
       select id, ward_id, staff_id, office_id from staff_notice
       where way = $1 and state = 'due' and next_attempt_at <= now() order by id limit 1 for update skip locked
     ), taken as (
       update staff_notice n set state = 'sending', claimed_at = now(), attempts = n.attempts + 1
       where n.id = any(array(
         select d.id from staff_notice d join first f on d.ward_id = f.ward_id
           and d.staff_id is not distinct from f.staff_id and d.office_id is not distinct from f.office_id
         where d.way = $1 and d.state = 'due' and d.next_attempt_at <= now() and ($2 or d.id = f.id)
         order by d.id limit 200 for update of d skip locked))
       returning n.*
     )
     select t.id::int, t.ward_id as "wardId", t.kind, t.way, t.staff_id as "staffId", t.office_id as "officeId",
       t.attempts, t.facts, coalesce(s.language, 'vi') as language, s.notify->t.kind as choice,
       case when t.way = 'telegram' then o.notify->>'telegramChat'
            when s.disabled_at is not null then null
            else coalesce(s.email, o.notify->>'email') end as address,
       k.id::int as "caseId", k.code,
       case when coalesce(s.language, 'vi') = 'en' then g.name_en else g.name_vi end as category,
       k.due_at as "dueAt", coalesce(k.chair_only, false) as "chairOnly",
       coalesce(k.state in ('new', 'in_progress', 'waiting'), true) as "isOpen"
     from taken t left join staff s on s.id = t.staff_id left join office o on o.id = t.office_id
     left join citizen_case k on k.id = t.case_id
     left join case_category g on g.ward_id = k.ward_id and g.code = k.category
     order by t.id`,
    [way, together],
  );
}

/** What became of a notice. `waiting`: put back untried. */
export interface NoticeMark {
  readonly state: 'sent' | 'failed' | 'unknown' | 'due' | 'waiting';
  readonly reason: string | null;
  readonly vendorMessageId?: string;
  /** When it is tried again. */
  readonly dueAt?: Date;
}

export async function markNotices(db: Database, ids: readonly number[], mark: NoticeMark): Promise<void> {
  const { state, reason, vendorMessageId = null, dueAt = null } = mark;
  await db.systemQuery(
    `update staff_notice set state = case when $2 = 'waiting' then 'due' else $2 end, reason = $3, claimed_at = null,
       attempts = attempts - ($2 = 'waiting')::int, next_attempt_at = coalesce($5, next_attempt_at),
       vendor_message_id = coalesce($4, vendor_message_id),
       sent_at = case when $2 = 'sent' then now() else sent_at end
     where id = any($1::bigint[]) and state = 'sending'`,
    [ids, state, reason, vendorMessageId, dueAt],
  );
}

/** Stamped long ago and without an outcome: nobody knows whether it went out, so it is not sent again. */
export async function markLost(db: Database, olderThanMs: number): Promise<number> {
  const rows = await db.systemQuery(
    `update staff_notice set state = 'unknown', reason = 'process_ended', claimed_at = null
     where state = 'sending' and claimed_at < now() - make_interval(secs => $1) returning id`,
    [olderThanMs / 1000],
  );
  return rows.length;
}

/** Whoever has a browser that takes notices gets there what is due by mail, too. */
export async function spreadToPush(db: Database): Promise<void> {
  await db.systemQuery(
    `insert into staff_notice (ward_id, occasion, kind, case_id, staff_id, way, facts)
     select n.ward_id, n.occasion, n.kind, n.case_id, n.staff_id, 'push', n.facts from staff_notice n
     where n.way = 'email' and n.state = 'due' and n.attempts = 0
       and exists (select from staff_push p where p.staff_id = n.staff_id)
     on conflict do nothing`,
  );
}

/** How many mails somebody got within the last minute, and when the first of them went. */
export async function mailsLastMinute(
  db: Database,
  { staffId, officeId }: Pick<ClaimedNotice, 'staffId' | 'officeId'>,
): Promise<{ readonly count: number; readonly first: Date | null }> {
  const [row] = await db.systemQuery<{ count: number; first: Date | null }>(
    `select count(*)::int as count, min(sent_at) as first from staff_notice
     where way = 'email' and staff_id is not distinct from $1 and office_id is not distinct from $2
       and sent_at > now() - interval '1 minute'`,
    [staffId, officeId],
  );
  return row ?? { count: 0, first: null };
}

/** Something to say in an office's group, once for each occasion. */
export async function addGroupNotice(
  tx: WardTx,
  notice: {
    readonly occasion: string;
    readonly kind: string;
    readonly officeId: number;
    readonly caseId: number | null;
    readonly facts?: Readonly<Record<string, string>>;
  },
): Promise<void> {
  await tx.query(
    `insert into staff_notice (ward_id, occasion, kind, case_id, office_id, way, facts)
     values ($1, $2, $3, $4, $5, 'telegram', $6) on conflict do nothing`,
    [
      tx.wardId,
      notice.occasion,
      notice.kind,
      notice.caseId,
      notice.officeId,
      JSON.stringify(notice.facts ?? {}),
    ],
  );
}
