import { Link } from '@tanstack/react-router';
import { nameOf, say } from '../../lib/words.ts';
import { purposeOf, questionOf, type Sentence, spokenOf } from './wording-place.ts';

interface Props {
  readonly sentence: Sentence;
  /** Of the same flow and language. */
  readonly all: readonly Sentence[];
  /** What its flow is about, where several stand below each other. */
  readonly children: string | null;
}

export function WordingLine({ sentence, all, children }: Props) {
  const { key, language, own, pending } = sentence;
  const question = questionOf(sentence, all);
  return (
    <li className="row-line">
      <span>
        <Link
          className="plain-link written"
          to="/knowledge/words/$key"
          params={{ key }}
          search={{ language }}
        >
          {spokenOf(sentence) || say('wording.silent')}
        </Link>
        <br />
        <span className="soft">
          {children && `${children} · `}
          {purposeOf(key)}
          {question && ` · ${say('wording.at_question', { question: shortened(spokenOf(question)) })}`}
        </span>
      </span>
      <span className="chips">
        {own && <span className="chip chip-news">{say('wording.own')}</span>}
        {pending && <span className="chip">{nameOf('knowledge.state', pending.state)}</span>}
        {own?.fileChanged && <span className="chip chip-soon">{say('wording.changed')}</span>}
      </span>
    </li>
  );
}

const longest = 70;
const shortened = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text);
