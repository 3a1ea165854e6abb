import { piecesOf } from './marks.ts';

interface Props {
  readonly label: string;
  readonly text: string;
  readonly words: readonly string[];
}

/** A text to be read, with the places that want a second look underlined and coloured. */
export function MarkedText({ label, text, words }: Props) {
  return (
    <section className="marked" aria-label={label}>
      <p className="marked-label">{label}</p>
      <p className="written">
        {piecesOf(text, words).map(({ at, text: piece, isMarked }) =>
          isMarked ? <mark key={at}>{piece}</mark> : <span key={at}>{piece}</span>,
        )}
      </p>
    </section>
  );
}
