import { expect, it } from 'vitest';
import { latencyOf, median, percentile } from './stats.ts';

it('takes the middle of an odd and the mean of the two middles of an even number of samples', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([9, 1, 5, 7])).toBe(6);
});

it('finds the value that a share of the samples stay below', () => {
  const samples = Array.from({ length: 100 }, (_, index) => 100 - index);

  expect(percentile(samples, 0.5)).toBe(51);
  expect(percentile(samples, 0.99)).toBe(100);
});

it('tells that nothing was measured instead of a number', () => {
  expect(median([])).toBeNaN();
  expect(latencyOf([])).toMatchObject({ count: 0, p50Ms: Number.NaN, maxMs: Number.NaN });
});
