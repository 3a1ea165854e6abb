import { describe, expect, it } from 'vitest';
import { type CountedCase, figuresOf } from './case-figures.ts';

const hour = 3_600_000;
/** A Monday, when the office opens. */
const opening = Date.parse('2026-11-23T07:30:00+07:00');
const hours = { weekly: {}, years: [] };
const now = opening + 48 * hour;

const counted = (over: Partial<CountedCase>): CountedCase => ({
  receivedAt: opening,
  dueAt: opening + 24 * hour,
  endedAt: null,
  isRunning: true,
  ...over,
});
const answeredAfter = (elapsed: number) => counted({ endedAt: opening + elapsed * hour, isRunning: false });

describe('the figures of cases', () => {
  it('count late ones that nobody answered against the share on time', () => {
    const cases = [answeredAfter(1), answeredAfter(2), answeredAfter(30), counted({})];
    expect(figuresOf(cases, hours, now)).toEqual({
      received: 4,
      answered: 3,
      due: 4,
      onTime: 2,
      onTimePercent: 50,
      medianWorkingHours: 2,
    });
  });

  it('leave out of the share what is not due, what waits, and what was withdrawn', () => {
    const cases = [answeredAfter(1), counted({ dueAt: now + hour }), counted({ isRunning: false })];
    expect(figuresOf(cases, hours, now)).toMatchObject({
      received: 3,
      answered: 1,
      due: 1,
      onTimePercent: 100,
    });
  });

  it('take the middle of an even number, in office hours only', () => {
    // 27 hours later it is half past ten on Tuesday: 7.5 hours of Monday and 3 of Tuesday.
    expect(figuresOf([answeredAfter(1), answeredAfter(27)], hours, now).medianWorkingHours).toBe(5.8);
  });

  it('say that there is no share and no median where nothing was answered', () => {
    expect(figuresOf([], hours, now)).toMatchObject({
      received: 0,
      onTimePercent: null,
      medianWorkingHours: null,
    });
  });
});
