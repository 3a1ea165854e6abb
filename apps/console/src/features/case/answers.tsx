import type { CaseDetail } from '../../../../../src/contracts/console/case.ts';
import { say } from '../../lib/words.ts';
import { AnswerCard } from './answer-card.tsx';

export function Answers({ detail }: { readonly detail: CaseDetail }) {
  if (detail.answers.length === 0) return null;
  return (
    <section className="card">
      <h2>{say('answer.title')}</h2>
      <ol className="answers">
        {detail.answers.map((answer) => (
          <AnswerCard key={answer.id} detail={detail} answer={answer} />
        ))}
      </ol>
    </section>
  );
}
