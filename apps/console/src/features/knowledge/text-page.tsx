import { Link, useParams, useSearch } from '@tanstack/react-router';
import type {
  KnowledgeContent,
  KnowledgeList,
  KnowledgeRow,
} from '../../../../../src/contracts/console/knowledge.ts';
import { Failure } from '../../components/failure.tsx';
import { Icon } from '../../components/icon.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useHasRole } from '../../lib/session.ts';
import { say } from '../../lib/words.ts';
import { useTexts } from './api.ts';
import { ChangedCard } from './changed-card.tsx';
import { currentOf, liveOf, newestOf } from './newest.ts';
import { type About, OneProcedure } from './one-procedure.tsx';
import { ReviewCard } from './review-card.tsx';
import { emptyText, TextForm } from './text-form.tsx';
import { VersionsCard } from './versions-card.tsx';

/** One text with all its versions; `new` begins another. */
export function TextPage() {
  const { key } = useParams({ from: '/inside/knowledge/$key' });
  const { kind = 'faq' } = useSearch({ from: '/inside/knowledge/$key' });
  const mayWrite = useHasRole('dispatcher', 'communications', 'approver');
  const list = isProcedure(key) ? '/knowledge/procedures' : '/knowledge';
  return (
    <div className="page cards">
      <Link className="plain-link" to={list}>
        <Icon name="back" /> {say(isProcedure(key) ? 'procedure.to_list' : 'knowledge.to_list')}
      </Link>
      {key === 'new' ? (
        <TextForm key={kind} start={emptyText} textKey={null} kind={kind} version={0} mayWrite={mayWrite} />
      ) : (
        <OneText key={key} textKey={key} mayWrite={mayWrite} />
      )}
    </div>
  );
}

/** Procedures are called by the code of the national catalogue. */
const isProcedure = (key: string): boolean => /^\d\.\d{6}$/.test(key);

function OneText({ textKey, mayWrite }: { readonly textKey: string; readonly mayWrite: boolean }) {
  const mayReview = useHasRole('communications', 'approver');
  const { data, error, isPending, refetch } = useTexts(textKey);
  if (isPending) return <Waiting />;
  if (!data) return <Failure error={error} onRetry={() => void refetch()} />;
  const newest = newestOf(data.texts)[0];
  const [current, live] = [currentOf(data.texts), liveOf(data.texts)];
  const about = { current, live, version: newest?.version ?? 0, mayWrite, mayReview };
  const shown = current ?? newest;
  return (
    <>
      {isProcedure(textKey) ? (
        <OneProcedure code={textKey} {...about} />
      ) : (
        <OneAnswer textKey={textKey} list={data} kind={newest?.kind ?? 'guide'} {...about} />
      )}
      {shown && <ReviewCard row={shown} mayWrite={mayWrite} mayReview={mayReview} />}
      <VersionsCard rows={data.texts} mayReview={mayReview} />
    </>
  );
}

interface AnswerProps extends About {
  readonly textKey: string;
  readonly kind: KnowledgeRow['kind'];
  readonly list: KnowledgeList;
}

/** An answer to a question, or a guide. */
function OneAnswer({ textKey, kind, list, current, live, version, mayWrite, mayReview }: AnswerProps) {
  const start = current?.content ?? list.original ?? list.texts[0]?.content;
  if (!start) return <p className="empty">{say('knowledge.gone')}</p>;
  return (
    <>
      {live?.fileChanged && (
        <ChangedCard
          id={live.id}
          original={list.original ? told(list.original) : say('knowledge.original_gone')}
          ours={told(live.content)}
          mayReview={mayReview}
        />
      )}
      <TextForm
        key={live?.id ?? 0}
        start={start}
        textKey={textKey}
        kind={kind === 'faq' ? 'faq' : 'guide'}
        version={version}
        mayWrite={mayWrite}
      />
    </>
  );
}

const told = ({ title, body }: KnowledgeContent): string => [title, body].join('\n\n');
