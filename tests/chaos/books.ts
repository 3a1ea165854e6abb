import type { Database } from '../../src/store/database.ts';

/** What the database says after everything has settled. */
export interface Books {
  readonly events: readonly EventRow[];
  readonly messages: readonly MessageRow[];
  readonly cases: readonly CaseRow[];
  /** Notices to staff that stand there more than once for the same person, way and occasion. */
  readonly doubledNotices: number;
}

/** A report that was filed, with how often its history says what happened. */
export interface CaseRow {
  readonly channel: string;
  readonly externalId: string;
  readonly code: string;
  readonly state: string;
  readonly filed: number;
  readonly claimed: number;
  readonly answered: number;
  readonly finalAnswers: number;
}

export interface EventRow {
  readonly id: number;
  readonly channel: string;
  /** By which the platform knows the event. */
  readonly eventId: string;
  /** The citizen, as the database names them: by SMS not by their number. */
  readonly externalId: string;
  readonly state: string;
}

export interface MessageRow {
  readonly id: number;
  readonly channel: string;
  readonly externalId: string;
  /** The row of the event that is answered; null = nobody asked. */
  readonly eventId: number | null;
  readonly state: string;
  readonly text: string;
  readonly vendorId: string | null;
  /** News that must not disturb anybody by night stays until morning, and what comes behind it. */
  readonly waitsForMorning: boolean;
}

const waitsForMorning = `(m.state = 'created' and m.purpose = 'notice' and exists (
  select from message q where q.conversation_id = m.conversation_id and q.id <= m.id
    and q.state = 'created' and q.vendor_code = 'rule:quiet_hours'))`;

export async function readBooks(db: Database): Promise<Books> {
  const events = await db.systemQuery<EventRow & Record<string, unknown>>(
    `select e.id::int, a.channel, e.event_id as "eventId", e.external_id as "externalId", e.state
     from inbound_event e join channel_account a on a.id = e.account_id order by e.id`,
  );
  const messages = await db.systemQuery<MessageRow & Record<string, unknown>>(
    `select m.id::int, a.channel, i.external_id as "externalId", m.inbound_event_id::int as "eventId", m.state,
            m.body->>'text' as text, m.vendor_message_id as "vendorId",
            ${waitsForMorning} as "waitsForMorning"
     from message m join identity i on i.id = m.conversation_id
     join channel_account a on a.id = m.account_id order by m.id`,
  );
  const cases = await db.systemQuery<CaseRow & Record<string, unknown>>(
    `select a.channel, i.external_id as "externalId", c.code, c.state,
       ${timesOf('filed')}, ${timesOf('claimed')}, ${timesOf('answered')},
       (select count(*)::int from case_answer w where w.case_id = c.id and w.is_final) as "finalAnswers"
     from citizen_case c join identity i on i.id = c.conversation_id join channel_account a on a.id = i.account_id`,
  );
  const [doubled] = await db.systemQuery<{ count: number }>(
    `select count(*)::int as count from (
       select from staff_notice group by ward_id, occasion, way, staff_id, office_id having count(*) > 1) d`,
  );
  return { events, messages, cases, doubledNotices: doubled?.count ?? 0 };
}

const timesOf = (kind: string): string =>
  `(select count(*)::int from case_event e where e.case_id = c.id and e.kind = '${kind}') as ${kind}`;

/** What is still on its way. */
export async function countUnfinished(db: Database): Promise<number> {
  const [row] = await db.systemQuery<{ busy: number }>(
    `select ((select count(*) from inbound_event where state = 'pending')
      + (select count(*) from message m where m.state in ('created', 'sending', 'temporary_failure')
          and not ${waitsForMorning}))::int as busy`,
  );
  return row?.busy ?? 1;
}

/** More than the platforms' documented rates, for the stand-ins allow it. */
export async function raiseSpeed(db: Database, sendsPerSecond: number): Promise<void> {
  await db.systemQuery('update channel_account set settings = settings || $1', [
    JSON.stringify({ sendsPerSecond }),
  ]);
}

/** Why the channel's account holds its messages; undefined when it does not. */
export async function pauseOf(db: Database, channel: string): Promise<string | undefined> {
  const [row] = await db.systemQuery<{ reason: string | null }>(
    'select pause_reason as reason from channel_account where channel = $1 and paused_until > now()',
    [channel],
  );
  return row?.reason ?? undefined;
}
