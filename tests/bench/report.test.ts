import { expect, it } from 'vitest';
import { figure, toLines } from './report.ts';

it('judges a figure with a peer by its ratio', () => {
  const beside = { what: 'bare', value: 10 };

  expect(figure('ours', 'ms', 29, { beside, target: { atMost: 3 } })).toMatchObject({
    ratio: 2.9,
    met: true,
  });
  expect(figure('ours', 'ms', 31, { beside, target: { atMost: 3 } })).toMatchObject({
    ratio: 3.1,
    met: false,
  });
});

it('judges a figure that stands alone by itself', () => {
  expect(figure('start', 's', 4, { target: { atMost: 5 } }).met).toBe(true);
  expect(figure('start', 's', 6, { target: { atMost: 5 } }).met).toBe(false);
  expect(figure('rate', '/s', 6, { target: { atLeast: 7 } }).met).toBe(false);
});

it('counts a figure that could not be measured as a miss', () => {
  expect(figure('rate', '/s', Number.NaN, { target: { atLeast: 7 } }).met).toBe(false);
});

it('prints what was skipped with its reason', () => {
  const lines = toLines({ name: 'turns', figures: [], skipped: ['Redis: no redis-server'] });

  expect(lines.join('\n')).toContain('Redis: no redis-server');
});
