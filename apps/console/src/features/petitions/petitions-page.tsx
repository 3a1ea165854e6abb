import { Failure } from '../../components/failure.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { say } from '../../lib/words.ts';
import { usePetitions } from './api.ts';
import { PetitionCard } from './petition-card.tsx';

/** Who wants to be called about a complaint or denunciation: for the chair and whom the chair named. */
export function PetitionsPage() {
  const { data, error, isPending, refetch } = usePetitions();
  return (
    <div className="page">
      <h1>{say('petition.title')}</h1>
      <p className="soft">{say('petition.hint')}</p>
      {isPending && <Waiting />}
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {data?.petitions.length === 0 && <p className="empty">{say('petition.none')}</p>}
      <ul className="cards">
        {data?.petitions.map((row) => (
          <PetitionCard key={row.id} row={row} />
        ))}
      </ul>
    </div>
  );
}
