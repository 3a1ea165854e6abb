import type { CaseDetail } from '../../../../../src/contracts/console/case.ts';
import { dateTime } from '../../lib/moments.ts';
import { nameOf, say } from '../../lib/words.ts';

/** By when, and by which rule: the row that held when the case came in. */
export function DeadlineCard({ detail }: { readonly detail: CaseDetail }) {
  const { deadline, dueAt, pausedAt, pauseReason, reopenedTimes, answeredAt } = detail;
  const amount = `${deadline.value} ${nameOf('case.unit', deadline.unit)}`;
  return (
    <section className="card">
      <h2>{say('case.deadline')}</h2>
      <p>
        <strong>{dateTime(dueAt)}</strong> ({amount})
      </p>
      {pausedAt !== null && (
        <p>{say('case.paused', { at: dateTime(pausedAt), why: nameOf('case.pause', pauseReason ?? '') })}</p>
      )}
      {answeredAt !== null && <p>{say('case.answered_at', { at: dateTime(answeredAt) })}</p>}
      {reopenedTimes > 0 && <p>{say('case.reopened', { count: reopenedTimes })}</p>}
      <p className="soft">{deadline.legalBasis}</p>
      {deadline.confidence === 'GK' && <p className="soft">{say('case.unverified')}</p>}
    </section>
  );
}
