import { describe, expect, it } from 'vitest';
import { mentionsIn, withMention } from './mentions.ts';

const staff = [
  { id: 1, name: 'Lê An' },
  { id: 2, name: 'Lê An Bình' },
  { id: 3, name: 'Trần Thị Cúc' },
];

describe('the names in a note', () => {
  it('are found by @, each once', () => {
    expect(mentionsIn('@Trần Thị Cúc xem giúp, cảm ơn @Trần Thị Cúc', staff)).toEqual([3]);
  });

  it('do not mistake a longer name for a shorter one', () => {
    expect(mentionsIn('Nhờ @Lê An Bình đi xem', staff)).toEqual([2]);
    expect(mentionsIn('@Lê An Bình và @Lê An', staff)).toEqual([2, 1]);
  });

  it('are not found without @', () => {
    expect(mentionsIn('Lê An đã gọi', staff)).toEqual([]);
  });

  it('are added with room around them', () => {
    expect(withMention('Nhờ', 'Lê An')).toBe('Nhờ @Lê An ');
    expect(withMention('', 'Lê An')).toBe('@Lê An ');
  });
});
