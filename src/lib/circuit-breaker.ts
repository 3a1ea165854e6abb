import type { Clock } from '../core/clock.ts';

/** Keeps a broken neighbour from being asked again and again: after some failures in a row it rests. */
export interface CircuitBreaker {
  /** May we call now? After the rest one caller at a time may try. */
  allows(): boolean;
  succeeded(): void;
  failed(): void;
}

export interface BreakerOptions {
  readonly clock: Clock;
  /** Failures in a row that open the circuit. */
  readonly failures: number;
  readonly restMs: number;
}

export function createCircuitBreaker({ clock, failures, restMs }: BreakerOptions): CircuitBreaker {
  let inARow = 0;
  let restsUntil = 0;
  return {
    allows() {
      if (inARow < failures) return true;
      if (clock.now() < restsUntil) return false;
      // The others go on resting while this caller tries.
      restsUntil = clock.now() + restMs;
      return true;
    },
    succeeded() {
      inARow = 0;
    },
    failed() {
      inARow += 1;
      if (inARow >= failures) restsUntil = clock.now() + restMs;
    },
  };
}
