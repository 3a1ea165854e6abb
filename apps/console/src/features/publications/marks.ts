export interface Piece {
  /** Where it begins in the text. */
  readonly at: number;
  readonly text: string;
  readonly isMarked: boolean;
}

/** The text in pieces, with every place that holds one of these words marked; longer words win. */
export function piecesOf(text: string, words: readonly string[]): Piece[] {
  const wanted = [...new Set(words)].filter((word) => word !== '').sort((a, b) => b.length - a.length);
  if (wanted.length === 0) return text === '' ? [] : [{ at: 0, text, isMarked: false }];
  const pattern = new RegExp(`(${wanted.map(escaped).join('|')})`, 'u');
  let at = 0;
  return text
    .split(pattern)
    .map((piece, place) => {
      const found = { at, text: piece, isMarked: place % 2 === 1 };
      at += piece.length;
      return found;
    })
    .filter((piece) => piece.text !== '');
}

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
