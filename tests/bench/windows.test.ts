import { expect, it } from 'vitest';
import { mostWithin, steadyRate } from './windows.ts';

it('finds the fullest window, of which one end is open', () => {
  expect(mostWithin([0, 500, 1000, 1400], 1000)).toBe(3);
  expect(mostWithin([0, 1000, 2000], 1000)).toBe(1);
  expect(mostWithin([], 1000)).toBe(0);
});

it('measures a rate without its edges', () => {
  const even = Array.from({ length: 100 }, (_, index) => 40 * index);

  expect(steadyRate([...even.slice(0, 99), 90_000])).toBeCloseTo(25);
  expect(steadyRate([5])).toBeNaN();
});
