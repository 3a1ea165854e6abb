import { describe, expect, it } from 'vitest';
import { createCircuitBreaker } from './circuit-breaker.ts';

function broken(): { breaker: ReturnType<typeof createCircuitBreaker>; pass(ms: number): void } {
  let at = 0;
  const breaker = createCircuitBreaker({ clock: { now: () => at }, failures: 3, restMs: 1_000 });
  for (let i = 0; i < 3; i += 1) breaker.failed();
  return {
    breaker,
    pass(ms) {
      at += ms;
    },
  };
}

describe('a circuit breaker', () => {
  it('opens after the failures in a row, not before', () => {
    const breaker = createCircuitBreaker({ clock: { now: () => 0 }, failures: 2, restMs: 1_000 });
    breaker.failed();
    breaker.succeeded();
    breaker.failed();
    expect(breaker.allows()).toBe(true);
    breaker.failed();
    expect(breaker.allows()).toBe(false);
  });

  it('lets one caller try after the rest, and closes when that one succeeds', () => {
    const { breaker, pass } = broken();
    pass(1_000);
    expect([breaker.allows(), breaker.allows()]).toEqual([true, false]);
    breaker.succeeded();
    expect([breaker.allows(), breaker.allows()]).toEqual([true, true]);
  });

  it('rests again when the trial fails', () => {
    const { breaker, pass } = broken();
    pass(1_000);
    breaker.allows();
    breaker.failed();
    pass(999);
    expect(breaker.allows()).toBe(false);
  });
});
