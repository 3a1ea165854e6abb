import { hasRole } from '../../core/actor.ts';
import type { AccountId } from '../../core/ids.ts';
import type { WardTx } from '../../store/database.ts';
import { actsOf } from './acts.ts';
import { type Act, admit, change, seen } from './admit.ts';
import { returnWaiting } from './answers.repo.ts';
import { type CaseFacts, loadFacts } from './case-facts.repo.ts';
import { tellNews } from './case-news.ts';
import { refusal } from './cases.errors.ts';
import { type ClaimOutcome, claimCase } from './claim-case.ts';
import type { CaseDesk } from './desk.ts';
import { noticeStaff } from './notify-staff.ts';
import { findStandIn, loadOffice, loadPeople, type Person } from './people.repo.ts';
import { record } from './record.ts';

type Due = readonly AccountId[];

/** Takes a case that waits for somebody; whoever comes second is told who has it. */
export async function claim(
  tx: WardTx,
  desk: CaseDesk,
  { actor, caseId, at }: Omit<Act, 'version'>,
): Promise<{ readonly outcome: Exclude<ClaimOutcome, { outcome: 'not_open' }>; readonly due: Due }> {
  const before = await seen(tx, actor, caseId);
  // Somebody may have taken it since the page was drawn: that is an answer, not a refusal.
  const vacant = { ...before, state: 'new', assigneeId: null } as const;
  if (!actsOf(actor, vacant).includes('claim')) throw refusal('not_allowed_now');
  const outcome = await claimCase(tx, { caseId, staffId: actor.staffId, at });
  if (outcome.outcome === 'not_open') throw refusal('not_allowed_now');
  const isNews = outcome.outcome === 'claimed' && before.assigneeId !== actor.staffId;
  return { outcome, due: isNews ? await tellTaken(tx, desk, caseId) : [] };
}

async function tellTaken(tx: WardTx, desk: CaseDesk, caseId: number): Promise<Due> {
  const facts = await loadFacts(tx, caseId);
  return facts ? tellNews(tx, desk, { kind: 'claimed', facts }) : [];
}

/** Gives a case to somebody, or to the deputy of whoever is away; a lead within the office only. */
export async function assign(
  tx: WardTx,
  desk: CaseDesk,
  wish: { readonly act: Act; readonly staffId: number; readonly reason: string },
): Promise<Due> {
  const { act, reason } = wish;
  const facts = await admit(tx, act, 'assign');
  const person = await findAssignee(tx, wish, facts);
  const wasNew = facts.state === 'new';
  await change(tx, act, {
    assignee_id: person.id,
    with_head: false,
    ...(wasNew ? { state: 'in_progress' } : {}),
    ...(facts.officeId === null && !facts.chairOnly ? { office_id: homeOf(person) } : {}),
  });
  const { caseId, at, actor } = act;
  const instead = person.id === wish.staffId ? {} : { insteadOf: wish.staffId };
  await record(tx, {
    caseId,
    at,
    staffId: actor.staffId,
    kind: 'assigned',
    facts: { staffId: person.id, ...instead },
    reason,
  });
  const occasion = `assigned:${caseId}:${act.version}`;
  await noticeStaff(tx, { occasion, kind: 'assigned', caseId, facts: { code: facts.code }, at });
  return wasNew ? tellTaken(tx, desk, caseId) : [];
}

/** A colleague's case becomes one's own: the history says why, and the colleague is told. */
export async function takeOver(
  tx: WardTx,
  { act, reason }: { readonly act: Act; readonly reason: string },
): Promise<Due> {
  const { caseId, version, at, actor } = act;
  const { assigneeId, code, state } = await admit(tx, act, 'take_over');
  await change(tx, act, {
    assignee_id: actor.staffId,
    with_head: false,
    ...(state === 'new' ? { state: 'in_progress' } : {}),
  });
  const { staffId } = actor;
  await record(tx, { caseId, at, staffId, kind: 'taken_over', facts: { from: assigneeId }, reason });
  const occasion = `taken_over:${caseId}:${version}`;
  const to = assigneeId === null ? [] : [assigneeId];
  await noticeStaff(tx, { occasion, kind: 'taken_over', caseId, facts: { code }, at, to });
  return [];
}

const homeOf = ({ grants }: Person): number | null =>
  grants.find(({ officeId }) => officeId !== null)?.officeId ?? null;
const worksOnCases = ({ grants }: Person): boolean =>
  grants.some(({ role }) => role !== 'admin' && role !== 'auditor');

async function findAssignee(
  tx: WardTx,
  { act, staffId }: { readonly act: Act; readonly staffId: number },
  facts: CaseFacts,
): Promise<Person> {
  const person = await whoIsHere(tx, { staffId, at: act.at, officeId: facts.officeId });
  if (!person || !worksOnCases(person) || !isOfItsPlace(person, facts)) throw refusal('unknown_person');
  const isWide = hasRole(act.actor, 'approver', 'dispatcher');
  const inOffice = person.grants.some(({ officeId }) => officeId !== null && officeId === facts.officeId);
  if (!isWide && !inOffice) throw refusal('unknown_person');
  return person;
}

/** The deputy of whoever is away; where that one is away too, the office's lead or the desk. */
async function whoIsHere(
  tx: WardTx,
  {
    staffId,
    at,
    officeId,
  }: { readonly staffId: number; readonly at: number; readonly officeId: number | null },
): Promise<Person | undefined> {
  const [wanted] = await loadPeople(tx, [staffId], at);
  if (!wanted?.deputyId) return wanted;
  const [deputy] = await loadPeople(tx, [wanted.deputyId], at);
  if (deputy && !deputy.away) return deputy;
  const standIn = await findStandIn(tx, officeId, at);
  const [person] = standIn === undefined ? [] : await loadPeople(tx, [standIn], at);
  return person ?? deputy;
}

/** A neighbourhood's head is given what is of that neighbourhood only. */
function isOfItsPlace({ grants }: Person, { neighbourhoodId }: CaseFacts): boolean {
  const working = grants.filter(({ role }) => role !== 'admin' && role !== 'auditor');
  return working.some(
    (grant) =>
      grant.role !== 'head' || (neighbourhoodId !== null && grant.neighbourhoodId === neighbourhoodId),
  );
}

/** To another office of the ward, or back to the dispatcher's desk (null). Nobody has it then. */
export async function transfer(
  tx: WardTx,
  { act, officeId, reason }: { readonly act: Act; readonly officeId: number | null; readonly reason: string },
): Promise<Due> {
  const facts = await admit(tx, act, 'transfer');
  const office = officeId === null ? null : await loadOffice(tx, officeId);
  if (office === undefined || office?.kind === 'external' || officeId === facts.officeId)
    throw refusal('unknown_office');
  const { caseId, at, actor } = act;
  await change(tx, act, {
    office_id: officeId,
    assignee_id: null,
    state: 'new',
    with_head: false,
    transferred_times: 1,
  });
  await returnWaiting(tx, caseId, { staffId: actor.staffId, at });
  await record(tx, {
    caseId,
    at,
    staffId: actor.staffId,
    kind: 'transferred',
    facts: { from: facts.officeId, to: officeId },
    reason,
  });
  const occasion = `new_case:${caseId}:${act.version}`;
  await noticeStaff(tx, { occasion, kind: 'new_case', caseId, facts: { code: facts.code }, at });
  return [];
}
