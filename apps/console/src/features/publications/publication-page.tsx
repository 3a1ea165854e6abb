import { Link, useParams } from '@tanstack/react-router';
import { Failure } from '../../components/failure.tsx';
import { Icon } from '../../components/icon.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { say } from '../../lib/words.ts';
import { usePublication } from './api.ts';
import { PublicationView } from './publication-view.tsx';

export function PublicationPage() {
  const { caseId } = useParams({ from: '/inside/cases/$caseId/publication' });
  const { data, error, isPending, refetch } = usePublication(Number(caseId));
  return (
    <div className="page">
      <p className="buttons">
        <Link className="plain-link" to="/publications" search={{ state: data?.state ?? 'candidate' }}>
          <Icon name="back" /> {say('publication.to_list')}
        </Link>
        <Link className="plain-link" to="/cases/$caseId" params={{ caseId }}>
          {say('publication.to_case')}
        </Link>
      </p>
      {isPending && <Waiting />}
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {data && <PublicationView key={data.caseId} publication={data} />}
    </div>
  );
}
