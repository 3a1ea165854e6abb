import { describe, expect, it } from 'vitest';
import { doubtfulPlaces } from './doubtful-places.ts';

const words = (text: string): string[] => doubtfulPlaces(text).map((place) => place.words);

describe('places that a person should look at', () => {
  it('are names of two words, numbers of four digits and links, each once, in their order', () => {
    const text =
      'Quán Bún Bò Mẫu ở đường Mẫu Đơn, xem https://mau.example/a?b, năm 2026, lại quán Bún Bò Mẫu, 12/345.';
    expect(doubtfulPlaces(text)).toEqual([
      { kind: 'capitals', words: 'Quán Bún Bò Mẫu' },
      { kind: 'capitals', words: 'Mẫu Đơn' },
      { kind: 'link', words: 'https://mau.example/a?b,' },
      { kind: 'digits', words: '2026' },
      { kind: 'capitals', words: 'Bún Bò Mẫu' },
      { kind: 'digits', words: '12/345' },
    ]);
  });

  it('are none in plain words and short numbers', () => {
    expect(words('Rác đổ đầy hẻm đã 3 ngày, mong phường xem giúp.')).toEqual([]);
  });

  it('are numbers that may lead to a door, however short', () => {
    expect(words('Rác đầy hẻm 12, cuối ngõ số 7/3, trước số 9, hẻm 12')).toEqual([
      'hẻm 12',
      'ngõ số 7/3',
      'số 9',
    ]);
  });
});
