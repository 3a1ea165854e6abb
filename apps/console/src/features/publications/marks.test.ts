import { describe, expect, it } from 'vitest';
import { piecesOf } from './marks.ts';

describe('marked places of a text', () => {
  it('leave the text itself as it was', () => {
    const text = 'Nhà ông Nam (số 7), gọi 0900 000 012.';
    const pieces = piecesOf(text, ['ông Nam', '0900 000 012', '(số 7)']);

    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(pieces.filter(({ isMarked }) => isMarked).map((piece) => piece.text)).toEqual([
      'ông Nam',
      '(số 7)',
      '0900 000 012',
    ]);
  });

  it('are marked wherever they stand, the longer one first', () => {
    const pieces = piecesOf('Nam và Phạm Nam', ['Nam', 'Phạm Nam']);

    expect(pieces).toEqual([
      { at: 0, text: 'Nam', isMarked: true },
      { at: 3, text: ' và ', isMarked: false },
      { at: 7, text: 'Phạm Nam', isMarked: true },
    ]);
  });

  it('are none without words', () => {
    expect(piecesOf('Rác đầu ngõ', [])).toEqual([{ at: 0, text: 'Rác đầu ngõ', isMarked: false }]);
  });
});
