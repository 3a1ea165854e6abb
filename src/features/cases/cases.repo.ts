import type { DeadlineRule } from '../../rules/deadlines.ts';
import type { WardTx } from '../../store/database.ts';
import type { Report } from './report.ts';

/** The next order number of a day: the row is locked until the transaction ends, so none is given twice. */
export async function nextOrder(tx: WardTx, day: string): Promise<number> {
  const [row] = await tx.query<{ last: number }>(
    `insert into case_counter (ward_id, day, last) values ($1, $2, 1)
     on conflict (ward_id, day) do update set last = case_counter.last + 1 returning last`,
    [tx.wardId, day],
  );
  if (!row) throw new Error('The counter of cases gave no number');
  return row.last;
}

/** A report with everything that was worked out for it. */
export interface NewCase extends Report {
  readonly code: string;
  readonly officeId: number | null;
  readonly chairOnly: boolean;
  readonly withHead: boolean;
  readonly receivedAt: number;
  readonly dueAt: number;
  readonly nextAlarmAt: number;
  readonly deadline: DeadlineRule;
  /** Folded, with blanks between. */
  readonly searchWords: string;
}

export async function insertCase(tx: WardTx, row: NewCase): Promise<number> {
  const receivedAt = new Date(row.receivedAt);
  const values: Readonly<Record<string, unknown>> = {
    ward_id: tx.wardId,
    code: row.code,
    kind: row.kind,
    category: row.category,
    body: row.body,
    video_link: row.videoLink ?? null,
    neighbourhood_id: row.neighbourhoodId,
    address: row.address,
    latitude: row.place?.latitude ?? null,
    longitude: row.place?.longitude ?? null,
    identity_shown: row.identityShown,
    contact_sealed: row.contactSealed,
    conversation_id: row.conversationId,
    channel: row.channel,
    filed_by_id: row.filedById ?? null,
    with_head: row.withHead,
    urgent: row.urgent,
    office_id: row.officeId,
    chair_only: row.chairOnly,
    received_at: receivedAt,
    clock_started_at: receivedAt,
    due_at: new Date(row.dueAt),
    next_alarm_at: new Date(row.nextAlarmAt),
    deadline: JSON.stringify(row.deadline),
    search_words: row.searchWords,
  };
  const names = Object.keys(values);
  const places = names.map((name, index) =>
    name === 'search_words' ? `to_tsvector('simple', $${index + 1})` : `$${index + 1}`,
  );
  const [made] = await tx.query<{ id: number }>(
    `insert into citizen_case (${names.join(', ')}) values (${places.join(', ')}) returning id::int as id`,
    Object.values(values),
  );
  if (!made) throw new Error('The case was not stored');
  return made.id;
}

/** One line of a case's history; ids and codes only. */
export interface NewCaseEvent {
  readonly caseId: number;
  readonly at: number;
  readonly actor: 'citizen' | 'staff' | 'house';
  readonly staffId?: number;
  readonly kind: string;
  readonly facts?: Readonly<Record<string, string | number | null | readonly number[]>>;
}

/** PostgreSQL tells it to every open console at the commit, and to none when there is none. */
export const consoleChannel = 'gan_dan_console';

/** Adds to the history, and lets the open consoles know that the case has changed. Returns the line's id. */
export async function addEvent(tx: WardTx, event: NewCaseEvent): Promise<number> {
  const [row] = await tx.query<{ id: number }>(
    `with made as (
       insert into case_event (ward_id, case_id, at, actor, staff_id, kind, facts)
       values ($1, $2, $3, $4, $5, $6, $7) returning id)
     select id::int as id, pg_notify('${consoleChannel}', $8) from made`,
    [
      tx.wardId,
      event.caseId,
      new Date(event.at),
      event.actor,
      event.staffId ?? null,
      event.kind,
      JSON.stringify(event.facts ?? {}),
      JSON.stringify({ ward: tx.wardId, kind: 'case', id: event.caseId }),
    ],
  );
  if (!row) throw new Error('The history was not written');
  return row.id;
}

/** Words about a case: what the citizen added, an internal note, the reason of a step. Returns its id. */
export async function addNote(
  tx: WardTx,
  note: {
    readonly caseId: number;
    readonly kind: 'citizen' | 'internal' | 'reason';
    readonly staffId: number | null;
    readonly body: string;
    /** Staff who are called to an internal note. */
    readonly mentions?: readonly number[];
  },
): Promise<number> {
  const [row] = await tx.query<{ id: number }>(
    `insert into case_note (ward_id, case_id, kind, staff_id, body, mentions) values ($1, $2, $3, $4, $5, $6)
     returning id::int as id`,
    [tx.wardId, note.caseId, note.kind, note.staffId, note.body, JSON.stringify(note.mentions ?? [])],
  );
  if (!row) throw new Error('The note was not stored');
  return row.id;
}
