import type { CaseCounts, CaseList, CaseQuery, CaseRow } from '../../contracts/console/cases.ts';
import type { Actor } from '../../core/actor.ts';
import { foldWords } from '../../core/fold.ts';
import { readCaseCode } from '../../rules/case-code.ts';
import { maskedExcerpt } from '../../rules/hide-numbers.ts';
import { localDay, startOfDay } from '../../rules/local-day.ts';
import type { OfficeHours } from '../../rules/office-hours.ts';
import { elapsedShare } from '../../rules/working-time.ts';
import type { WardTx } from '../../store/database.ts';
import { type Cursor, countFolders, type ListedCase, type Looking, listCases } from './case-list.repo.ts';
import { loadOfficeHours } from './desk.ts';
import { sightOf } from './visibility.ts';

/** One page of a folder, as this person sees it. */
export async function readList(tx: WardTx, actor: Actor, query: CaseQuery, now: number): Promise<CaseList> {
  const search = readSearch(query.q);
  if (search === null) return { cases: [], next: null };
  const after = query.after === undefined ? null : parseCursor(query.after);
  const rows = await listCases(tx, lookingOf(actor, now), { ...query, ...search, after });
  const hours = await loadOfficeHours(tx);
  const shown = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? shown.at(-1) : undefined;
  return {
    cases: shown.map(({ at: _at, ...row }) => toRow(row, hours, now)),
    next: last ? `${last.urgent ? 1 : 0}.${last.at}.${last.id}` : null,
  };
}

/** How many cases each folder holds for this person. */
export async function readCounts(tx: WardTx, actor: Actor, now: number): Promise<CaseCounts> {
  return { counts: await countFolders(tx, lookingOf(actor, now)) };
}

const lookingOf = (actor: Actor, now: number): Looking => ({
  sight: sightOf(actor),
  now,
  endOfDay: startOfDay(localDay(now) + 1),
});

/** With how much of its time gone; a clock that stands, or has ended, shows what had gone by then. */
export function toRow(listed: ListedCase, hours: OfficeHours, now: number): CaseRow {
  const { clockStartedAt, closedAt, beginning, ...row } = listed;
  const until = closedAt ?? row.pausedAt ?? now;
  const elapsed = elapsedShare(hours, clockStartedAt, row.dueAt, until);
  return { ...row, excerpt: maskedExcerpt(beginning), elapsed };
}

/** A right code is looked for as such; else whole words, the last one perhaps unfinished. Null finds nothing. */
function readSearch(q: string | undefined): { code: string | null; words: string | null } | null {
  if (q === undefined || q === '') return { code: null, words: null };
  const reading = readCaseCode(q);
  if (reading.ok) return { code: reading.code, words: null };
  const words = foldWords(q).split(' ').filter(Boolean).slice(0, 12);
  return words.length === 0 ? null : { code: null, words: `${words.join(' & ')}:*` };
}

/** One that we did not make is no page: the list begins anew. */
function parseCursor(text: string): Cursor | null {
  const [, urgent, at, id] = /^([01])\.(\d{1,18})\.(\d{1,12})$/.exec(text) ?? [];
  return urgent && at && id ? { urgent: urgent === '1', at, id: Number(id) } : null;
}
