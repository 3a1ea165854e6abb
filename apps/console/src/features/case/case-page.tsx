import { Link, useParams } from '@tanstack/react-router';
import { Failure } from '../../components/failure.tsx';
import { Icon } from '../../components/icon.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { say } from '../../lib/words.ts';
import { useCase } from './api.ts';
import { CaseView } from './case-view.tsx';
import './case.css';

export function CasePage() {
  const { caseId } = useParams({ from: '/inside/cases/$caseId' });
  const { data, error, isPending, refetch } = useCase(Number(caseId));
  return (
    <div className="page case-page">
      <Link className="plain-link" to="/" search={{ view: 'mine' }}>
        <Icon name="back" /> {say('shared.to_inbox')}
      </Link>
      {isPending && <Waiting />}
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {data && <CaseView key={data.id} detail={data} />}
    </div>
  );
}
