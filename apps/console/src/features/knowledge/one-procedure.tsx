import type { KnowledgeRow } from '../../../../../src/contracts/console/knowledge.ts';
import { Failure } from '../../components/failure.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { say } from '../../lib/words.ts';
import { useProcedure } from './api.ts';
import { ChangedCard } from './changed-card.tsx';
import { FactsForm } from './facts-form.tsx';
import { comparison } from './procedure-facts.ts';

export interface About {
  /** What counts of the ward's versions, and the one that is live. */
  readonly current: KnowledgeRow | undefined;
  readonly live: KnowledgeRow | undefined;
  /** The newest one; 0 when nobody has written one. */
  readonly version: number;
  readonly mayWrite: boolean;
  readonly mayReview: boolean;
}

/** What was published of a procedure, and what the ward says instead. */
export function OneProcedure(props: About & { readonly code: string }) {
  const { code, current, live, version, mayWrite, mayReview } = props;
  const { data, error, isPending, refetch } = useProcedure(code);
  if (isPending) return <Waiting />;
  if (!data) return <Failure error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <section className="card">
        <h1>{data.title}</h1>
        <p className="soft">{say('procedure.official', { code, name: data.name })}</p>
      </section>
      {live?.fileChanged && (
        <ChangedCard
          id={live.id}
          {...comparison(live.content.facts ?? {}, data.published)}
          mayReview={mayReview}
        />
      )}
      <FactsForm
        key={live?.id ?? 0}
        procedure={data}
        start={current?.content.facts ?? {}}
        version={version}
        mayWrite={mayWrite}
      />
    </>
  );
}
