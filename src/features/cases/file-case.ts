import { foldWords } from '../../core/fold.ts';
import { makeCaseCode } from '../../rules/case-code.ts';
import { routeCase } from '../../rules/case-routing.ts';
import { type DeadlineRule, pickDeadline } from '../../rules/deadlines.ts';
import type { OfficeHours } from '../../rules/office-hours.ts';
import { dueAt, momentOfShare } from '../../rules/working-time.ts';
import type { WardTx } from '../../store/database.ts';
import { refusal } from './cases.errors.ts';
import { addEvent, insertCase, type NewCase, nextOrder } from './cases.repo.ts';
import { type Category, hasNeighbourhood, loadCategory, loadRoutingRules } from './desk.repo.ts';
import type { Report } from './report.ts';

/** What its time limits are counted with. */
export interface Clockwork {
  readonly deadlines: readonly DeadlineRule[];
  readonly officeHours: OfficeHours;
}

export interface Filed {
  readonly id: number;
  readonly code: string;
  /** Null = the dispatcher's desk. */
  readonly officeId: number | null;
  readonly dueAt: number;
  /** Only the chair sees it. */
  readonly chairOnly: boolean;
}

const firstWarningShare = 0.5;

/**
 * Takes a report in, in the caller's transaction: numbers it, brings it to the office that answers for it and
 * starts its clock by the row in force on this day. Refuses (AppError) what names a category or neighbourhood
 * that the ward does not have.
 */
export async function fileCase(tx: WardTx, report: Report, at: number, clock: Clockwork): Promise<Filed> {
  const category = await loadCategory(tx, report.category);
  if (!category) throw refusal('unknown_category');
  if (report.neighbourhoodId !== null && !(await hasNeighbourhood(tx, report.neighbourhoodId)))
    throw refusal('unknown_neighbourhood');
  const day = dayOf(at);
  const code = makeCaseCode(at, await nextOrder(tx, day));
  const { officeId, ruleId } = await destination(tx, report, category, day);
  const started = startClock(report, clock, at);
  const id = await insertCase(tx, {
    ...report,
    ...started,
    code,
    officeId,
    chairOnly: category.chairOnly,
    receivedAt: at,
    searchWords: foldWords([code, report.body, report.address ?? ''].join(' ')),
  });
  await addEvent(tx, { caseId: id, at, actor: 'citizen', kind: 'filed', facts: { officeId, ruleId } });
  return { id, code, officeId, dueAt: started.dueAt, chairOnly: category.chairOnly };
}

/** Conduct of staff is nobody's but the chair's: no rule sends it to an office. */
async function destination(tx: WardTx, report: Report, { code, chairOnly }: Category, on: string) {
  if (chairOnly) return { officeId: null, ruleId: null };
  const { neighbourhoodId, body } = report;
  const route = routeCase(await loadRoutingRules(tx), { category: code, neighbourhoodId, text: body, on });
  return { officeId: route?.officeId ?? null, ruleId: route?.ruleId ?? null };
}

/** The clock of a case that begins at a moment: when it is filed, and again whenever it is opened anew. */
export function startClock(
  { kind, category, urgent }: Pick<Report, 'kind' | 'category' | 'urgent'>,
  { deadlines, officeHours }: Clockwork,
  at: number,
): Pick<NewCase, 'deadline' | 'dueAt' | 'nextAlarmAt'> {
  const on = dayOf(at);
  const deadline = pickDeadline(deadlines, { kind, category, urgent, step: 'answer', on });
  if (!deadline) throw new Error(`no time limit is in force for ${kind} on ${on}`);
  const due = dueAt(officeHours, at, deadline.duration);
  return { deadline, dueAt: due, nextAlarmAt: momentOfShare(officeHours, at, due, firstWarningShare) };
}

/** The day in Vietnam, which has had no daylight saving since 1975: UTC+7. */
const dayOf = (at: number): string => new Date(at + 7 * 3_600_000).toISOString().slice(0, 10);
