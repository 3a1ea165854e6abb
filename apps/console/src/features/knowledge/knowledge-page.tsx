import { Link } from '@tanstack/react-router';
import { Failure } from '../../components/failure.tsx';
import { Icon } from '../../components/icon.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useHasRole } from '../../lib/session.ts';
import { nameOf, say } from '../../lib/words.ts';
import { useTexts } from './api.ts';
import { KnowledgeTabs } from './knowledge-tabs.tsx';
import { newestOf } from './newest.ts';
import { QuestionsCard } from './questions-card.tsx';
import { TextLine } from './text-line.tsx';

/** From what nobody could answer to what citizens are told. Auditors only read. */
export function KnowledgePage() {
  const mayWrite = useHasRole('dispatcher', 'communications', 'approver');
  const { data, error, isPending, refetch } = useTexts();
  const newest = newestOf(data?.texts ?? []);
  const waiting = newest.filter(({ state }) => state === 'waiting');
  const texts = newest.filter(({ kind }) => kind === 'faq' || kind === 'guide');
  return (
    <div className="page cards">
      <h1>{say('knowledge.title')}</h1>
      <KnowledgeTabs />
      {waiting.length > 0 && (
        <section className="card">
          <h2>{say('knowledge.waiting')}</h2>
          <ul className="rows">
            {waiting.map((text) => (
              <TextLine key={text.id} textKey={text.key} title={text.content.title} row={text} />
            ))}
          </ul>
        </section>
      )}
      {mayWrite && <QuestionsCard />}
      <section className="card">
        <h2>{say('knowledge.texts')}</h2>
        {mayWrite && (
          <div className="buttons">
            {(['faq', 'guide'] as const).map((kind) => (
              <Link
                key={kind}
                className="plain-link"
                to="/knowledge/$key"
                params={{ key: 'new' }}
                search={{ kind }}
              >
                <Icon name="plus" /> {nameOf('knowledge.new', kind)}
              </Link>
            ))}
          </div>
        )}
        {isPending && <Waiting />}
        {error && <Failure error={error} onRetry={() => void refetch()} />}
        {data && texts.length === 0 && <p className="empty">{say('knowledge.none')}</p>}
        <ul className="rows">
          {texts.map((text) => (
            <TextLine key={text.id} textKey={text.key} title={text.content.title} row={text} />
          ))}
          {data?.files.map((file) => (
            <TextLine key={file.key} textKey={file.key} title={file.content.title} row={null} />
          ))}
        </ul>
      </section>
    </div>
  );
}
