import { describe, expect, it } from 'vitest';
import { createSpelling, readTelex, readVni } from './spelling.ts';

const spelling = createSpelling(['giay', 'khai', 'sinh', 'duong', 'ket', 'hon', 'nghiep']);

describe('what an input method left behind', () => {
  it.each([
    ['giaays', 'giấy'],
    ['dduwowngf', 'đường'],
    ['keets', 'kết'],
    ['hoonr', 'hổn'],
    ['nguowif', 'người'],
  ])('reads the Telex %s as %s', (typed, meant) => {
    expect(readTelex(typed)).toBe(meant);
  });

  it.each([
    ['gia6y1', 'giấy'],
    ['d9u7o7ng2', 'đường'],
    ['ke6t1', 'kết'],
  ])('reads the VNI %s as %s', (typed, meant) => {
    expect(readVni(typed)).toBe(meant);
  });

  it('leaves plain words and numbers alone', () => {
    expect(readVni('2026')).toBeUndefined();
    expect(readTelex('khai')).toBeUndefined();
  });
});

describe('the repair of an unknown syllable', () => {
  it('reads leftovers of an input method first', () => {
    expect(spelling.repair('sinhj')).toEqual([['sịnh']]);
  });

  it('takes glued words apart', () => {
    expect(spelling.repair('khaisinh')).toEqual([['khai', 'sinh']]);
  });

  it('finds a known syllable one slip away', () => {
    expect(spelling.repair('nghiêpp').flat()).toContain('nghiep');
  });

  it('gives up on what resembles nothing', () => {
    expect(spelling.repair('qwzt')).toEqual([]);
  });
});
