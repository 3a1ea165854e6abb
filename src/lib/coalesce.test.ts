import { describe, expect, it } from 'vitest';
import { createCoalescer } from './coalesce.ts';

describe('a coalescer', () => {
  it('runs a lone call at once and lets later ones share the next run', async () => {
    const runs: number[][] = [];
    const double = createCoalescer(async (items: readonly number[]) => {
      runs.push([...items]);
      await new Promise((resolve) => setTimeout(resolve, 5));
      return items.map((item) => item * 2);
    }, 10);

    const results = await Promise.all([1, 2, 3].map(double));

    expect(results).toEqual([2, 4, 6]);
    expect(runs).toEqual([[1], [2, 3]]);
  });

  it('gives a failure to the callers of that run only', async () => {
    const fragile = createCoalescer(async (items: readonly number[]) => {
      if (items.includes(1)) throw new Error('broken');
      return items;
    }, 1);

    const results = await Promise.allSettled([1, 2].map(fragile));

    expect(results.map((result) => result.status)).toEqual(['rejected', 'fulfilled']);
  });
});
