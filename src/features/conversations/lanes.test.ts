import { describe, expect, it } from 'vitest';
import { createLogger } from '../../lib/logger.ts';
import { createLanes } from './lanes.ts';

const log = createLogger('silent');
const tick = () => new Promise((resolve) => setTimeout(resolve, 2));

describe('lanes', () => {
  it('never drain the same lane twice at once, and drain again for a signal that came meanwhile', async () => {
    let inside = 0;
    let most = 0;
    let runs = 0;
    const lanes = createLanes(async () => {
      inside++;
      runs++;
      most = Math.max(most, inside);
      await tick();
      inside--;
    }, log);

    const first = lanes.drain(1);
    await Promise.resolve();
    await Promise.all([first, lanes.drain(1), lanes.drain(1)]);

    expect(most).toBe(1);
    expect(runs).toBe(2);
  });

  it('drain lanes that are signalled together in one go', async () => {
    const runs: (readonly number[])[] = [];
    const lanes = createLanes(async (together) => void runs.push(together), log);

    await Promise.all([lanes.drain(1), lanes.drain(2), lanes.drain(1)]);

    expect(runs).toEqual([[1, 2]]);
  });

  it('drain a lane that comes later beside those under way', async () => {
    let inside = 0;
    let most = 0;
    const lanes = createLanes(async () => {
      most = Math.max(most, ++inside);
      await tick();
      inside--;
    }, log);

    const first = lanes.drain(1);
    await Promise.resolve();
    await Promise.all([first, lanes.drain(2)]);

    expect(most).toBe(2);
  });

  it('let everything that comes while four runs are under way share the next one', async () => {
    const runs: (readonly number[])[] = [];
    const lanes = createLanes(async (together) => {
      runs.push(together);
      await tick();
    }, log);

    const all = [lanes.drain(1)];
    for (const lane of [2, 3, 4, 5, 6, 1]) {
      await Promise.resolve();
      all.push(lanes.drain(lane));
    }
    await Promise.all(all);

    expect(runs.slice(0, 4)).toEqual([[1], [2], [3], [4]]);
    expect(runs.slice(4).flat().sort()).toEqual([1, 5, 6]);
    expect(runs.length).toBeLessThan(7);
  });

  it('go on after a failed run', async () => {
    let runs = 0;
    const lanes = createLanes(async () => {
      runs++;
      if (runs === 1) throw new Error('broken');
    }, log);

    const first = lanes.drain(1);
    await Promise.resolve();
    const ends = await Promise.allSettled([first, lanes.drain(1)]);

    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  });

  it('wait for what is under way when stopping, and begin nothing more', async () => {
    let runs = 0;
    const lanes = createLanes(async () => {
      runs++;
      await tick();
    }, log);
    const first = lanes.drain(1);
    await Promise.resolve();
    const second = lanes.drain(1);

    await lanes.stop();
    await Promise.all([first, second, lanes.drain(3)]);

    expect(runs).toBe(1);
  });
});
