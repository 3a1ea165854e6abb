import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumUpSmall } from './small-numbers.ts';

const summed = (...sizes: number[]) => sumUpSmall(sizes, (size) => [size], 5);
const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0);

describe('groups that are too small to be shown', () => {
  it.each([
    ['stay apart when all are large', [9, 5, 7], [9, 5, 7], []],
    ['are summed up', [9, 2, 7, 4], [9, 7], [2, 4]],
    ['take the next larger one along when their sum is small too', [9, 2, 7], [9], [2, 7]],
    ['are not shown at all when everything is too little', [1, 2], [], []],
    ['without anybody are left out', [0, 8], [8], []],
    ['of nothing are nothing', [], [], []],
  ])('%s', (_, sizes, shown, together) => {
    expect(summed(...sizes)).toEqual({ shown, together });
  });

  it('are those, too, of which any other number is small; none at all is not small', () => {
    const groups = [
      [20, 9],
      [8, 0],
      [12, 4],
      [7, 6],
    ] as const;
    expect(sumUpSmall(groups, (numbers) => numbers, 5)).toEqual({
      shown: [groups[0], groups[1]],
      together: [groups[2], groups[3]],
    });
  });

  it('never leave a number below five, nor one that the others and the total give away', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30)), (sizes) => {
        const { shown, together } = summed(...sizes);
        const total = sum(sizes);
        for (const size of shown) expect(size).toBeGreaterThanOrEqual(5);
        if (together.length > 0) expect(sum(together)).toBeGreaterThanOrEqual(5);
        expect(sum(shown) + sum(together)).toBe(total < 5 ? 0 : total);
      }),
    );
  });
});
