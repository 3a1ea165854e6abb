import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Failure } from '../../components/failure.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { dateTime } from '../../lib/moments.ts';
import { say } from '../../lib/words.ts';
import { draftFor, useDeskStep, useQuestions } from './api.ts';

/** Asked most comes first; one click begins the answer. */
export function QuestionsCard() {
  const go = useNavigate();
  const { data, error, isPending, refetch } = useQuestions(true);
  const dismiss = useDeskStep();
  const draft = useMutation({
    mutationFn: draftFor,
    onSuccess: (key) => go({ to: '/knowledge/$key', params: { key } }),
  });
  return (
    <section className="card">
      <h2>{say('knowledge.questions')}</h2>
      {isPending && <Waiting />}
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {data?.questions.length === 0 && <p className="empty">{say('knowledge.no_questions')}</p>}
      <Refusal error={draft.error ?? dismiss.error} />
      <ul className="rows">
        {data?.questions.map(({ id, question, timesAsked, lastAskedAt }) => (
          <li key={id} className="row-line">
            <span>
              {question}
              <br />
              <span className="soft">
                {say('knowledge.asked', { count: timesAsked, at: dateTime(lastAskedAt) })}
              </span>
            </span>
            <span className="buttons">
              <Button loading={draft.isPending && draft.variables === id} onClick={() => draft.mutate(id)}>
                {say('knowledge.draft')}
              </Button>
              <Button
                variant="default"
                loading={dismiss.isPending}
                onClick={() => dismiss.mutate({ path: `questions/${id}/dismiss` })}
              >
                {say('knowledge.dismiss')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
