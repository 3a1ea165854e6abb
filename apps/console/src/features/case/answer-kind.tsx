import { say } from '../../lib/words.ts';

interface Props {
  readonly isFinal: boolean;
  readonly onChange: (isFinal: boolean) => void;
}

/** The last answer closes the case; news tells how things stand and leaves it open. */
export function AnswerKind({ isFinal, onChange }: Props) {
  return (
    <fieldset className="kinds">
      <legend className="visually-hidden">{say('composer.kind')}</legend>
      <label>
        <input type="radio" name="answer-kind" checked={isFinal} onChange={() => onChange(true)} />{' '}
        {say('composer.final')}
      </label>
      <label>
        <input type="radio" name="answer-kind" checked={!isFinal} onChange={() => onChange(false)} />{' '}
        {say('composer.news')}
      </label>
    </fieldset>
  );
}
