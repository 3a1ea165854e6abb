import { Link, useParams, useSearch } from '@tanstack/react-router';
import { Failure } from '../../components/failure.tsx';
import { Icon } from '../../components/icon.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useHasRole } from '../../lib/session.ts';
import { nameOf, say } from '../../lib/words.ts';
import { useSentences, useTexts } from './api.ts';
import { ChangedCard } from './changed-card.tsx';
import { currentOf, newestOf } from './newest.ts';
import { ReviewCard } from './review-card.tsx';
import { VersionsCard } from './versions-card.tsx';
import { WordingForm } from './wording-form.tsx';
import { flowOf, flowTitle, purposeOf, questionOf, spokenOf } from './wording-place.ts';

/** One sentence of the assistant: where it is said, as it came, as the ward says it. */
export function WordingPage() {
  const { key } = useParams({ from: '/inside/knowledge/words/$key' });
  const { language } = useSearch({ from: '/inside/knowledge/words/$key' });
  return (
    <div className="page cards">
      <Link className="plain-link" to="/knowledge/words" search={{ flow: flowOf(key), language }}>
        <Icon name="back" /> {say('wording.to_list')}
      </Link>
      <OneSentence key={`${key} ${language}`} textKey={key} language={language} />
    </div>
  );
}

interface Props {
  readonly textKey: string;
  readonly language: 'vi' | 'en';
}

function OneSentence({ textKey, language }: Props) {
  const mayWrite = useHasRole('dispatcher', 'communications', 'approver');
  const mayReview = useHasRole('communications', 'approver');
  const said = useSentences({ flow: flowOf(textKey), language });
  const texts = useTexts(textKey);
  if (said.isPending || texts.isPending) return <Waiting />;
  if (!said.data || !texts.data)
    return (
      <Failure
        error={said.error ?? texts.error}
        onRetry={() => void [said, texts].map((one) => one.refetch())}
      />
    );
  const all = said.data.sentences;
  const sentence = all.find(({ key }) => key === textKey);
  if (!sentence) return <p className="empty">{say('wording.gone')}</p>;
  const rows = texts.data.texts.filter((row) => row.kind === 'words' && row.language === language);
  const shown = currentOf(rows) ?? newestOf(rows)[0];
  const question = questionOf(sentence, all);
  const { own, file } = sentence;
  return (
    <>
      <section className="card">
        <h1>{purposeOf(textKey)}</h1>
        <p className="soft">
          {nameOf('wording.language', language)} · {flowTitle(said.data.flows, textKey)}
        </p>
        {question && (
          <p className="written">{say('wording.at_question', { question: spokenOf(question) })}</p>
        )}
        <h2>{say('wording.original')}</h2>
        <p className="written" lang={language}>
          {file || say('wording.silent')}
        </p>
      </section>
      {own?.fileChanged && <ChangedCard id={own.id} original={file} ours={own.text} mayReview={mayReview} />}
      <WordingForm key={own?.id ?? 0} sentence={sentence} mayWrite={mayWrite} />
      {shown && <ReviewCard row={shown} mayWrite={mayWrite} mayReview={mayReview} />}
      <VersionsCard rows={rows} mayReview={mayReview} />
    </>
  );
}
