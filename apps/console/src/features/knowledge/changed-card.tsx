import { Button } from '@mantine/core';
import { Refusal } from '../../components/refusal.tsx';
import { say } from '../../lib/words.ts';
import { useDeskStep } from './api.ts';
import './knowledge.css';

interface Props {
  /** The version that is live. */
  readonly id: number;
  readonly original: string;
  readonly ours: string;
  readonly mayReview: boolean;
}

/** An upgrade changed what the ward had replaced: both side by side, and somebody says which one stays. */
export function ChangedCard({ id, original, ours, mayReview }: Props) {
  const step = useDeskStep();
  return (
    <section className="card form">
      <h2>{say('knowledge.file_changed_short')}</h2>
      <p className="refusal">{say('knowledge.file_changed')}</p>
      <div className="side-by-side">
        <section>
          <h3>{say('knowledge.original_now')}</h3>
          <p className="written">{original}</p>
        </section>
        <section>
          <h3>{say('knowledge.ours_now')}</h3>
          <p className="written">{ours}</p>
        </section>
      </div>
      <Refusal error={step.error} />
      {mayReview && (
        <div className="buttons">
          <Button loading={step.isPending} onClick={() => step.mutate({ path: `knowledge/${id}/keep` })}>
            {say('knowledge.keep_ours')}
          </Button>
          <Button
            variant="default"
            loading={step.isPending}
            onClick={() => step.mutate({ path: `knowledge/${id}/retire` })}
          >
            {say('knowledge.take_original')}
          </Button>
        </div>
      )}
    </section>
  );
}
