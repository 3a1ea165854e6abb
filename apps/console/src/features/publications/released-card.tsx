import { Button } from '@mantine/core';
import type { Publication } from '../../../../../src/contracts/console/publications.ts';
import { Done } from '../../components/done.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { dateTime } from '../../lib/moments.ts';
import { say } from '../../lib/words.ts';
import type { usePublicationStep } from './api.ts';

interface Props {
  readonly publication: Publication;
  readonly mayChange: boolean;
  readonly step: ReturnType<typeof usePublicationStep>;
}

/** Where everybody reads it now, and the way to take it back. */
export function ReleasedCard({ publication, mayChange, step }: Props) {
  const { state, path, releasedBy, releasedAt } = publication;
  const isWithdrawing = step.variables?.way === 'withdraw';
  if (state !== 'released')
    return <Done text={isWithdrawing && step.isSuccess ? say('publication.taken_down') : null} />;
  return (
    <section className="card form">
      <h2>{say('publication.released_title')}</h2>
      {releasedBy && releasedAt !== null && (
        <p>{say('publication.released_by', { name: releasedBy.name, at: dateTime(releasedAt) })}</p>
      )}
      {path && (
        <a className="plain-link" href={path} target="_blank" rel="noreferrer">
          {say('publication.see_public')}
        </a>
      )}
      <Refusal error={isWithdrawing ? step.error : null} />
      {mayChange && (
        <Button
          variant="default"
          loading={isWithdrawing && step.isPending}
          onClick={() => step.mutate({ way: 'withdraw' })}
        >
          {say('publication.withdraw')}
        </Button>
      )}
    </section>
  );
}
