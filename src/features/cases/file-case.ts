import { foldWords } from '../../core/fold.ts';
import { alarmsAhead } from '../../rules/case-alarms.ts';
import { makeCaseCode } from '../../rules/case-code.ts';
import { routeCase } from '../../rules/case-routing.ts';
import { type DeadlineRule, pickDeadline } from '../../rules/deadlines.ts';
import { withoutNumbers } from '../../rules/hide-numbers.ts';
import { localDate } from '../../rules/local-day.ts';
import type { OfficeHours } from '../../rules/office-hours.ts';
import { dueAt } from '../../rules/working-time.ts';
import type { WardTx } from '../../store/database.ts';
import { maxPhotos } from './case-photos.ts';
import { refusal } from './cases.errors.ts';
import { addEvent, insertCase, type NewCase, nextOrder } from './cases.repo.ts';
import { type Category, loadCategory, loadNeighbourhood, loadRoutingRules } from './desk.repo.ts';
import { noticeStaff } from './notify-staff.ts';
import { loadOffice } from './people.repo.ts';
import { attachPhotos } from './photos.repo.ts';
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

/**
 * Takes a report in, in the caller's transaction: numbers it, brings it to the office that answers for it (or first
 * to the head of its neighbourhood, where the ward says so), starts its clock by the row in force on this day, and
 * tells whoever has it now. Refuses (AppError) what names a category or neighbourhood that the ward does not have.
 */
export async function fileCase(tx: WardTx, report: Report, at: number, clock: Clockwork): Promise<Filed> {
  const category = await loadCategory(tx, report.category);
  if (!category) throw refusal('unknown_category');
  const withHead = await goesToHead(tx, report, category);
  const day = localDate(at);
  const code = makeCaseCode(at, await nextOrder(tx, day));
  const { officeId, ...route } = await destination(tx, report, category, day);
  const started = startClock(report, clock, { at, withHead });
  const id = await insertCase(tx, {
    ...report,
    ...started,
    code,
    officeId,
    withHead,
    chairOnly: category.chairOnly,
    receivedAt: at,
    searchWords: searchWordsOf(code, report),
  });
  const { filedById, conversationId, photoIds = [] } = report;
  if (conversationId !== null) await attachPhotos(tx, id, conversationId, photoIds.slice(0, maxPhotos));
  await addEvent(tx, {
    caseId: id,
    at,
    actor: filedById === undefined ? 'citizen' : 'staff',
    ...(filedById === undefined ? {} : { staffId: filedById }),
    kind: 'filed',
    facts: { officeId, ...route },
  });
  await noticeStaff(tx, { occasion: `new_case:${id}`, kind: 'new_case', caseId: id, facts: { code }, at });
  return { id, code, officeId, dueAt: started.dueAt, chairOnly: category.chairOnly };
}

/** Nobody is looked up by the numbers that they, or others, wrote of them. */
const searchWordsOf = (code: string, { body, address }: Report): string =>
  foldWords([code, withoutNumbers(body), withoutNumbers(address ?? '')].join(' '));

/** Conduct of staff is not the neighbourhood's to settle. */
async function goesToHead(
  tx: WardTx,
  { neighbourhoodId }: Report,
  { chairOnly }: Category,
): Promise<boolean> {
  if (neighbourhoodId === null) return false;
  const neighbourhood = await loadNeighbourhood(tx, neighbourhoodId);
  if (!neighbourhood) throw refusal('unknown_neighbourhood');
  return neighbourhood.headReceivesFirst && !chairOnly;
}

/**
 * Conduct of staff is nobody's but the chair's: no rule sends it to an office. A body outside the ward does not work
 * here: a rule that names one proposes a referral, which the dispatcher sends with its reason.
 */
async function destination(tx: WardTx, report: Report, { code, chairOnly }: Category, on: string) {
  if (chairOnly) return { officeId: null, ruleId: null };
  const { neighbourhoodId, body } = report;
  const route = routeCase(await loadRoutingRules(tx), { category: code, neighbourhoodId, text: body, on });
  if (!route) return { officeId: null, ruleId: null };
  const { officeId, ruleId } = route;
  const isOutside = (await loadOffice(tx, officeId))?.kind === 'external';
  return isOutside ? { officeId: null, ruleId, proposedOfficeId: officeId } : { officeId, ruleId };
}

type Subject = Pick<Report, 'kind' | 'category' | 'urgent'>;

/** The clock of a case that begins, or begins anew, at this moment: by the row in force on its day. */
export function startClock(
  { kind, category, urgent }: Subject,
  { deadlines, officeHours }: Clockwork,
  { at, withHead }: { readonly at: number; readonly withHead: boolean },
): Pick<NewCase, 'deadline' | 'dueAt' | 'nextAlarmAt'> {
  const on = localDate(at);
  const deadline = pickDeadline(deadlines, { kind, category, urgent, step: 'answer', on });
  if (!deadline) throw new Error(`no time limit is in force for ${kind} on ${on}`);
  const due = dueAt(officeHours, at, deadline.duration);
  const [warning] = alarmsAhead(officeHours, [], { startedAt: at, dueAt: due, alarmLevel: 0 });
  const first = warning?.at ?? due;
  const intake = intakeEnds({ category, urgent }, { deadlines, officeHours }, at);
  return { deadline, dueAt: due, nextAlarmAt: withHead ? Math.min(first, intake) : first };
}

/**
 * Until when the neighbourhood's head has to take a case in hand, before it goes on to the office. The law names
 * such a limit for feedback only; other kinds wait as long.
 */
export function intakeEnds(
  { category, urgent }: Pick<Subject, 'category' | 'urgent'>,
  { deadlines, officeHours }: Clockwork,
  at: number,
): number {
  const question = { kind: 'feedback', category, urgent, step: 'intake', on: localDate(at) } as const;
  const limit = pickDeadline(deadlines, question);
  return limit ? dueAt(officeHours, at, limit.duration) : at;
}
