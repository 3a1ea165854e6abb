import { Link, useParams } from '@tanstack/react-router';
import type { KnowledgeContent } from '../../../../../src/contracts/console/knowledge.ts';
import { Failure } from '../../components/failure.tsx';
import { Icon } from '../../components/icon.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useHasRole } from '../../lib/session.ts';
import { say } from '../../lib/words.ts';
import { useTexts } from './api.ts';
import { ChangedCard } from './changed-card.tsx';
import { newestOf } from './newest.ts';
import { ReviewCard } from './review-card.tsx';
import { emptyText, TextForm } from './text-form.tsx';
import { VersionsCard } from './versions-card.tsx';

/** One text with all its versions; `new` begins another. */
export function TextPage() {
  const { key } = useParams({ from: '/inside/knowledge/$key' });
  const mayWrite = useHasRole('dispatcher', 'communications', 'approver');
  return (
    <div className="page cards">
      <Link className="plain-link" to="/knowledge">
        <Icon name="back" /> {say('knowledge.to_list')}
      </Link>
      {key === 'new' ? (
        <TextForm start={emptyText} textKey={null} kind="faq" mayWrite={mayWrite} />
      ) : (
        <OneText key={key} textKey={key} mayWrite={mayWrite} />
      )}
    </div>
  );
}

function OneText({ textKey, mayWrite }: { readonly textKey: string; readonly mayWrite: boolean }) {
  const mayReview = useHasRole('communications', 'approver');
  const { data, error, isPending, refetch } = useTexts(textKey);
  const newest = newestOf(data?.texts ?? [])[0];
  const file = data?.files[0];
  const stale = data?.texts.find(({ fileChanged, state }) => fileChanged && state === 'live');
  const content = newest?.content ?? file?.content;
  if (isPending) return <Waiting />;
  if (!data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!content) return <p className="empty">{say('knowledge.gone')}</p>;
  return (
    <>
      {stale && (
        <ChangedCard
          id={stale.id}
          original={data.original ? told(data.original) : say('knowledge.original_gone')}
          ours={told(stale.content)}
          mayReview={mayReview}
        />
      )}
      <TextForm start={content} textKey={textKey} kind={newest?.kind ?? 'guide'} mayWrite={mayWrite} />
      {newest && <ReviewCard row={newest} mayWrite={mayWrite} mayReview={mayReview} />}
      <VersionsCard rows={data.texts} mayReview={mayReview} />
    </>
  );
}

const told = ({ title, body }: KnowledgeContent): string => [title, body].join('\n\n');
