import {
  type CaseQuery,
  type CaseView,
  type CountedView,
  countedViews,
} from '../../contracts/console/cases.ts';
import type { CaseKind, CaseState, PauseReason } from '../../core/case.ts';
import { excerptSource } from '../../rules/hide-numbers.ts';
import type { WardTx } from '../../store/database.ts';
import { type Sight, sightValues, visibleSql } from './visibility.ts';

/** Whole milliseconds, as every clock of ours counts them: PostgreSQL's own keeps a thousandth of one. */
export const millis = (column: string): string => `floor(extract(epoch from ${column}) * 1000)::float8`;

/** A case as a list shows it, its elapsed share still to be worked out. */
export interface ListedCase {
  readonly id: number;
  readonly code: string;
  readonly kind: CaseKind;
  readonly category: string;
  readonly state: CaseState;
  /** Of the citizen's words, more than a list shows. */
  readonly beginning: string;
  readonly neighbourhoodId: number | null;
  readonly officeId: number | null;
  readonly withHead: boolean;
  readonly assignee: { readonly id: number; readonly name: string } | null;
  readonly urgent: boolean;
  readonly channel: string;
  readonly photos: number;
  readonly receivedAt: number;
  readonly clockStartedAt: number;
  readonly dueAt: number;
  readonly pausedAt: number | null;
  readonly pauseReason: PauseReason | null;
  readonly closedAt: number | null;
  readonly waitsForApproval: boolean;
  readonly hasNews: boolean;
  readonly rating: number | null;
  readonly version: number;
  readonly changedAt: number;
}

/** Of `citizen_case c`. */
export const rowColumns = `c.id::int, c.code, c.kind, c.category, c.state, left(c.body, ${excerptSource + 1}) as beginning,
  c.neighbourhood_id as "neighbourhoodId", c.office_id as "officeId", c.with_head as "withHead",
  (select json_build_object('id', s.id, 'name', coalesce(nullif(s.name, ''), s.email))
   from staff s where s.id = c.assignee_id) as assignee,
  c.urgent, c.channel, (select count(*) from case_photo p where p.case_id = c.id)::int as photos,
  ${millis('c.received_at')} as "receivedAt", ${millis('c.clock_started_at')} as "clockStartedAt",
  ${millis('c.due_at')} as "dueAt", ${millis('c.paused_at')} as "pausedAt", c.pause_reason as "pauseReason",
  ${millis('c.closed_at')} as "closedAt", ${waits('c')} as "waitsForApproval", c.news_at is not null as "hasNews",
  c.rating, c.version, ${millis('c.changed_at')} as "changedAt"`;

function waits(of: string): string {
  return `exists (select from case_answer a where a.case_id = ${of}.id and a.state = 'waiting_approval')`;
}

export const openStates = `c.state in ('new', 'in_progress', 'waiting')`;
/** `$1` staff, `$4` offices and `$5` neighbourhoods of the reader, `$6` now, `$7` the end of the day. */
const folders: Readonly<Record<CaseView, string>> = {
  mine: `${openStates} and c.assignee_id = $1::int`,
  office: `${openStates} and ((not c.with_head and c.office_id = any($4::int[]))
    or (c.with_head and c.neighbourhood_id = any($5::int[])))`,
  unassigned: `c.state = 'new' and c.assignee_id is null`,
  due_today: `c.state in ('new', 'in_progress') and c.due_at >= $6::timestamptz and c.due_at < $7::timestamptz`,
  overdue: `c.state in ('new', 'in_progress') and c.due_at < $6::timestamptz`,
  waiting: `c.state = 'waiting'`,
  approval: `${openStates} and ${waits('c')}`,
  open: openStates,
  closed: `c.state not in ('new', 'in_progress', 'waiting')`,
  all: 'true',
};

/** Where the page before ended. */
export interface Cursor {
  readonly urgent: boolean;
  /** Milliseconds: the deadline, or the receipt where the newest come first. */
  readonly at: string;
  readonly id: number;
}

export interface Looking {
  readonly sight: Sight;
  readonly now: number;
  readonly endOfDay: number;
}

export interface Search {
  readonly code: string | null;
  /** A `tsquery` made of folded words. */
  readonly words: string | null;
  readonly after: Cursor | null;
}

/** Closed and all: the newest first; the others by what is due first. */
export const isByAge = (view: CaseView): boolean => view === 'closed' || view === 'all';

type Sorted = ListedCase & { readonly at: string };

/** One row more than asked for, so that the caller knows whether there is a next page. */
export function listCases(
  tx: WardTx,
  looking: Looking,
  query: Omit<CaseQuery, 'after'> & Search,
): Promise<Sorted[]> {
  const byAge = isByAge(query.view);
  const moment = byAge ? 'c.received_at' : 'c.due_at';
  const values: unknown[] = valuesOf(looking);
  const add = (value: unknown): string => `$${values.push(value)}`;
  const conditions = [
    `c.ward_id = ${add(tx.wardId)}`,
    visibleSql(1),
    `(${folders[query.view]})`,
    ...(query.category === undefined ? [] : [`c.category = ${add(query.category)}`]),
    ...(query.neighbourhood === undefined ? [] : [`c.neighbourhood_id = ${add(query.neighbourhood)}`]),
    ...(query.office === undefined ? [] : [`c.office_id = ${add(query.office)}`]),
    ...(query.state === undefined ? [] : [`c.state = ${add(query.state)}`]),
    ...(query.code === null ? [] : [`c.code = ${add(query.code)}`]),
    ...(query.words === null ? [] : [`c.search_words @@ to_tsquery('simple', ${add(query.words)})`]),
    ...(query.after === null ? [] : [afterSql(query.after, byAge, add)]),
  ];
  // As the indexes have it, though neither is ever null: PostgreSQL would sort them all otherwise.
  const newest = 'c.received_at desc nulls last, c.id desc nulls last';
  const order = byAge ? newest : 'c.urgent desc, c.due_at, c.id';
  return tx.query<Sorted & Record<string, unknown>>(
    `with page as (
       select c.id, c.urgent, ${moment} as moment from citizen_case c
       where ${conditions.join(' and ')} and ($6::timestamptz, $7::timestamptz) is not null
       order by ${order} limit ${add(query.limit + 1)})
     select ${rowColumns}, (extract(epoch from page.moment) * 1000000)::bigint::text as at
     from page join citizen_case c on c.id = page.id order by ${order}`,
    values,
  );
}

function afterSql({ urgent, at, id }: Cursor, byAge: boolean, add: (value: unknown) => string): string {
  const moment = `(timestamptz 'epoch' + ${add(at)}::bigint * interval '1 microsecond')`;
  if (byAge) return `(c.received_at, c.id) < (${moment}, ${add(id)}::bigint)`;
  return `(not c.urgent, c.due_at, c.id) > (${add(!urgent)}::boolean, ${moment}, ${add(id)}::bigint)`;
}

/** All folders of open cases at once: one pass over the ward's open cases. */
export async function countFolders(tx: WardTx, looking: Looking): Promise<Record<CountedView, number>> {
  const counts = countedViews.map((view) => `count(*) filter (where ${folders[view]})::int as ${view}`);
  const [row] = await tx.query<Record<CountedView, number>>(
    `select ${counts.join(', ')} from citizen_case c
     where c.ward_id = $8 and ${openStates} and ${visibleSql(1)}`,
    [...valuesOf(looking), tx.wardId],
  );
  if (!row) throw new Error('Counting gave no row');
  return row;
}

const valuesOf = ({ sight, now, endOfDay }: Looking): unknown[] => [
  ...sightValues(sight),
  new Date(now),
  new Date(endOfDay),
];
