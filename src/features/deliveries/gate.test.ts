import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createGate, windowOf } from './gate.ts';

/** Time that passes only while somebody waits. */
function stopwatch() {
  let at = 0;
  return {
    now: () => at,
    async sleep(ms: number) {
      at += ms;
    },
  };
}

it('lets nobody through who would crowd a window, and everybody in their order', async () => {
  const rate = { perSecond: 300, windowSeconds: 0.1 };
  const { limit, windowMs } = windowOf(rate);
  const time = stopwatch();
  const gate = createGate(time);
  const passed: { caller: number; at: number }[] = [];

  await Promise.all(
    Array.from({ length: 3 * limit }, async (_, caller) => {
      await gate.pass('page', rate);
      passed.push({ caller, at: time.now() });
    }),
  );

  expect(passed.map(({ caller }) => caller)).toEqual(passed.map((_, index) => index));
  const gaps = passed.slice(limit).map(({ at }, index) => at - (passed[index]?.at ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(windowMs);
  expect(Math.max(...gaps)).toBeLessThan(windowMs + 1);
});

it('counts a call from when it must have arrived, as its answer tells', async () => {
  const rate = { perSecond: 20, windowSeconds: 0.1 };
  const { windowMs } = windowOf(rate);
  const time = stopwatch();
  const gate = createGate(time);
  const quick = await gate.pass('page', rate);
  quick.answered();
  const held = await gate.pass('page', rate);
  await time.sleep(30);
  held.answered();
  const heldAt = time.now();
  await gate.pass('page', rate);

  await gate.pass('page', rate);

  expect(time.now() - heldAt).toBeGreaterThanOrEqual(windowMs);
});

it('keeps buckets apart', async () => {
  const rate = { perSecond: 1, windowSeconds: 1 };
  const time = stopwatch();
  const gate = createGate(time);

  await Promise.all([gate.pass('one', rate), gate.pass('other', rate)]);

  expect(time.now()).toBe(0);
});

it('waits by the clock on the wall when it is given no other', async () => {
  const rate = { perSecond: 20, windowSeconds: 0.05 };
  const gate = createGate();
  const startedAt = performance.now();

  await gate.pass('page', rate);
  await gate.pass('page', rate);

  // A timer may ring a millisecond early.
  expect(performance.now() - startedAt).toBeGreaterThan(windowOf(rate).windowMs - 2);
});

it('is never slower than the bucket', () => {
  const rates = fc.record({
    perSecond: fc.integer({ min: 1, max: 2_000 }),
    windowSeconds: fc.constantFrom(1, 60),
  });

  fc.assert(
    fc.property(rates, (rate) => {
      const { limit, windowMs } = windowOf(rate);
      expect(limit).toBe(rate.perSecond * rate.windowSeconds);
      expect(windowMs).toBeGreaterThanOrEqual(rate.windowSeconds * 1000);
      expect(windowMs).toBeLessThanOrEqual(2 * rate.windowSeconds * 1000);
    }),
  );
});
