import { caseActs } from '../../contracts/console/case.ts';
import { type Actor, hasRole } from '../../core/actor.ts';
import type { CaseState } from '../../core/case.ts';
import type { Place } from './visibility.ts';

export type CaseAct = (typeof caseActs)[number];

/** What of a case decides what may be done with it. */
export interface ActFacts extends Place {
  readonly state: CaseState;
  readonly withHead: boolean;
  /** Who stands in for the assignee now; null = the assignee is here, or nobody does. */
  readonly deputyId: number | null;
  /** Whose answer waits for approval; null = none does. */
  readonly waitingAnswerBy: number | null;
}

/** What this person, who sees the case, may do with it now. Every address refuses what is not listed here. */
export function actsOf(actor: Actor, facts: ActFacts): CaseAct[] {
  const standing = standingOf(actor, facts);
  return caseActs.filter((act) => fits[act](facts, standing, actor));
}

/** How somebody stands to one case. */
interface Standing {
  readonly chair: boolean;
  /** Of the dispatcher's desk; a case about the conduct of staff is not on it. */
  readonly dispatcher: boolean;
  readonly lead: boolean;
  /** Officer or lead of its office, whoever has it. */
  readonly colleague: boolean;
  /** Of its office, and nobody else's work: its lead; its officers while nobody has taken it. */
  readonly office: boolean;
  /** The neighbourhood's head, who holds it. */
  readonly head: boolean;
  /** Has it, or stands in for whoever does. */
  readonly assignee: boolean;
}

function standingOf(actor: Actor, { officeId, neighbourhoodId, ...facts }: ActFacts): Standing {
  const has = (role: 'lead' | 'officer'): boolean =>
    !facts.chairOnly &&
    officeId !== null &&
    actor.grants.some((grant) => grant.role === role && grant.officeId === officeId);
  const isHead = actor.grants.some(
    (grant) => grant.role === 'head' && neighbourhoodId !== null && grant.neighbourhoodId === neighbourhoodId,
  );
  const isFree = facts.assigneeId === null;
  const isMine = facts.assigneeId === actor.staffId || facts.deputyId === actor.staffId;
  return {
    chair: hasRole(actor, 'approver'),
    dispatcher: !facts.chairOnly && hasRole(actor, 'dispatcher'),
    lead: has('lead'),
    colleague: has('lead') || has('officer'),
    office: has('lead') || (has('officer') && (isFree || isMine)),
    head: isHead && facts.withHead && !facts.chairOnly && (isFree || isMine),
    assignee: isMine,
  };
}

const isOpen = ({ state }: ActFacts): boolean =>
  state === 'new' || state === 'in_progress' || state === 'waiting';
/** A clock that stands is set going first: what moves on must not stand still. */
const runs = ({ state }: ActFacts): boolean => state === 'new' || state === 'in_progress';
const handles = ({ chair, office, assignee, head }: Standing): boolean => chair || office || assignee || head;
const sorts = ({ chair, dispatcher }: Standing): boolean => chair || dispatcher;

const fits: Readonly<Record<CaseAct, (facts: ActFacts, standing: Standing, actor: Actor) => boolean>> = {
  claim: (facts, standing) =>
    facts.state === 'new' &&
    facts.assigneeId === null &&
    // While the neighbourhood's head has it, only those above the officers take it away.
    (standing.head || standing.lead || sorts(standing) || (standing.office && !facts.withHead)),
  // What a colleague has is theirs; taking it is said, with a reason.
  take_over: (facts, standing, actor) =>
    isOpen(facts) &&
    facts.assigneeId !== null &&
    facts.assigneeId !== actor.staffId &&
    (standing.lead || (standing.colleague && !facts.withHead)),
  assign: (facts, standing) => isOpen(facts) && (sorts(standing) || standing.lead),
  // Conduct of staff never goes to an office.
  transfer: (facts, standing) =>
    runs(facts) && !facts.chairOnly && (sorts(standing) || standing.office || standing.assignee),
  refer: (facts, standing) => runs(facts) && sorts(standing),
  pause: (facts, standing) => runs(facts) && (standing.chair || standing.office || standing.assignee),
  resume: (facts, standing) =>
    facts.state === 'waiting' && (standing.chair || standing.office || standing.assignee),
  merge: (facts, standing) => runs(facts) && facts.waitingAnswerBy === null && sorts(standing),
  decline: (facts, standing) => runs(facts) && sorts(standing),
  note: (_facts, standing, actor) =>
    standing.assignee || hasRole(actor, 'approver', 'dispatcher', 'officer', 'lead', 'head'),
  answer: (facts, standing) => isOpen(facts) && facts.waitingAnswerBy === null && handles(standing),
  // Two people: nobody approves what they wrote.
  approve: (facts, standing, actor) =>
    isOpen(facts) &&
    facts.waitingAnswerBy !== null &&
    facts.waitingAnswerBy !== actor.staffId &&
    standing.chair,
  reopen: ({ state }, standing) =>
    (state === 'answered' || state === 'declined' || state === 'referred') &&
    (sorts(standing) || standing.lead),
  publish: (facts, _standing, actor) =>
    facts.state === 'answered' && !facts.chairOnly && hasRole(actor, 'approver', 'communications'),
};
