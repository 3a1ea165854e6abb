import type { CaseAnswer, CaseDetail } from '../../../../../src/contracts/console/case.ts';
import { dateTime } from '../../lib/moments.ts';
import { nameOf, say } from '../../lib/words.ts';
import { ApprovalPanel } from './approval-panel.tsx';
import { DeliveryLine } from './delivery-line.tsx';
import { Fallbacks } from './fallbacks.tsx';

interface Props {
  readonly detail: CaseDetail;
  readonly answer: CaseAnswer;
}

function decidedKey(state: CaseAnswer['state']): string {
  if (state === 'returned') return 'answer.returned_by';
  return state === 'phoned' ? 'answer.phoned_by' : 'answer.approved_by';
}

/** One answer: what it says, who stands behind it, and where each of its messages is. */
export function AnswerCard({ detail, answer }: Props) {
  const { state, writtenBy, decidedBy, decidedAt, messages } = answer;
  // Nothing waits to be sent: somebody has to choose a way.
  const isUntold = state === 'queued' && messages.length === 0 && answer.fallbacks.length > 0;
  return (
    <li className="answer">
      <p className="soft">
        {say(answer.isFinal ? 'answer.final' : 'answer.news')} · {writtenBy.name} ·{' '}
        {dateTime(answer.createdAt)}
      </p>
      <p className="written">{answer.body}</p>
      {(state !== 'queued' || messages.length === 0) && (
        <p className="answer-state">{isUntold ? say('answer.untold') : nameOf('answer.state', state)}</p>
      )}
      {decidedBy && decidedAt !== null && (
        <p className="soft">{say(decidedKey(state), { name: decidedBy.name, at: dateTime(decidedAt) })}</p>
      )}
      <ul>
        {messages.map((message) => (
          <DeliveryLine key={message.messageId} message={message} />
        ))}
      </ul>
      {state === 'waiting_approval' && detail.acts.includes('approve') && (
        <ApprovalPanel detail={detail} answerId={answer.id} />
      )}
      {answer.fallbacks.length > 0 && <Fallbacks detail={detail} answer={answer} />}
    </li>
  );
}
