import { Failure } from '../../components/failure.tsx';
import { Icon } from '../../components/icon.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { say } from '../../lib/words.ts';
import { usePetition } from './api.ts';

export function PetitionContact({ id }: { readonly id: number }) {
  const { data, error, isPending, refetch } = usePetition(id);
  if (isPending) return <Waiting />;
  if (!data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data.contact) return <p>{say('petition.gone')}</p>;
  const { name, phone, callWhen } = data.contact;
  return (
    <div>
      {name && <p>{name}</p>}
      <a className="plain-link" href={`tel:${phone}`}>
        <Icon name="phone" /> {phone}
      </a>
      {callWhen && <p>{say('petition.call_when', { when: callWhen })}</p>}
    </div>
  );
}
