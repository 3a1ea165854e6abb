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

    await Promise.all([lanes.drain(1), lanes.drain(1), lanes.drain(1)]);

    expect(most).toBe(1);
    expect(runs).toBe(2);
  });

  it('drain different lanes at the same time', async () => {
    let inside = 0;
    let most = 0;
    const lanes = createLanes(async () => {
      most = Math.max(most, ++inside);
      await tick();
      inside--;
    }, log);

    await Promise.all([lanes.drain(1), lanes.drain(2)]);

    expect(most).toBe(2);
  });

  it('go on after a failed run', async () => {
    let runs = 0;
    const lanes = createLanes(async () => {
      runs++;
      if (runs === 1) throw new Error('broken');
    }, log);

    await Promise.allSettled([lanes.drain(1), lanes.drain(1)]);

    expect(runs).toBe(2);
  });
});
