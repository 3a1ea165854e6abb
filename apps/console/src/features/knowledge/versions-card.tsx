import { Button } from '@mantine/core';
import type { KnowledgeRow } from '../../../../../src/contracts/console/knowledge.ts';
import { Refusal } from '../../components/refusal.tsx';
import { dateTime } from '../../lib/moments.ts';
import { nameOf, say } from '../../lib/words.ts';
import { useDeskStep } from './api.ts';

interface Props {
  readonly rows: readonly KnowledgeRow[];
  readonly mayReview: boolean;
}

/** All versions, newest first; the live one can be taken back to the one before, or told no more. */
export function VersionsCard({ rows, mayReview }: Props) {
  const step = useDeskStep();
  if (rows.length === 0) return null;
  return (
    <section className="card">
      <h2>{say('knowledge.versions')}</h2>
      <Refusal error={step.error} />
      <ul className="rows">
        {[...rows]
          .sort((one, other) => other.version - one.version)
          .map(({ id, version, state, createdAt }) => (
            <li key={id} className="row-line">
              <span>
                {say('knowledge.version', { version, at: dateTime(createdAt) })} ·{' '}
                {nameOf('knowledge.state', state)}
              </span>
              {state === 'live' && mayReview && (
                <span className="buttons">
                  {(['roll-back', 'retire'] as const).map((way) => (
                    <Button
                      key={way}
                      variant="default"
                      loading={step.isPending}
                      onClick={() => step.mutate({ path: `knowledge/${id}/${way}` })}
                    >
                      {nameOf('knowledge.do', way)}
                    </Button>
                  ))}
                </span>
              )}
            </li>
          ))}
      </ul>
    </section>
  );
}
