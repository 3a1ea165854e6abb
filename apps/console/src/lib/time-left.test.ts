import { describe, expect, it } from 'vitest';
import { type Clocked, timeLeft } from './time-left.ts';

const at = (text: string) => Date.parse(`${text}+07:00`);
/** Wednesday morning. */
const now = at('2026-11-25T09:00');
const open = (dueAt: string, more: Partial<Clocked> = {}): Clocked => ({
  state: 'in_progress',
  dueAt: at(dueAt),
  pausedAt: null,
  elapsed: 0.2,
  ...more,
});

describe('how much time is left', () => {
  it.each([
    ['in 25 minutes', '2026-11-25T09:25', { tone: 'soon', key: 'time.minutes_left', count: 25 }],
    ['this afternoon', '2026-11-25T16:30', { tone: 'soon', key: 'time.hours_left', count: 7 }],
    ['tomorrow', '2026-11-26T08:00', { tone: 'calm', key: 'time.day_left', count: 1 }],
    ['after a weekend', '2026-11-30T17:00', { tone: 'calm', key: 'time.days_left', count: 3 }],
    ['a moment ago', '2026-11-25T09:00', { tone: 'late', key: 'time.minutes_late', count: 1 }],
    ['three hours ago', '2026-11-25T06:00', { tone: 'late', key: 'time.hours_late', count: 3 }],
    ['the day before yesterday', '2026-11-23T08:00', { tone: 'late', key: 'time.days_late', count: 2 }],
  ])('is said in the unit that helps: due %s', (_name, dueAt, expected) => {
    expect(timeLeft(open(dueAt), now)).toEqual(expected);
  });

  it('warns of a case whose time is mostly gone, though days are left', () => {
    expect(timeLeft(open('2026-11-27T17:00', { elapsed: 0.85 }), now).tone).toBe('soon');
  });

  it('follows the calendar of the ward where the house tells it', () => {
    expect(timeLeft(open('2026-11-30T17:00'), now, ['2026-11-26', '2026-11-27', '2026-11-29']).count).toBe(2);
  });

  it('says hours when nothing but days off lie between', () => {
    const saturday = at('2026-11-28T20:00');

    expect(timeLeft(open('2026-11-29T22:00'), saturday)).toEqual({
      tone: 'soon',
      key: 'time.hours_left',
      count: 26,
    });
  });

  it('stands while the case waits, even beyond its day', () => {
    expect(timeLeft(open('2026-11-20T17:00', { state: 'waiting', pausedAt: now }), now).tone).toBe('still');
  });

  it.each(['answered', 'referred', 'declined', 'withdrawn', 'merged'])('is over once it is %s', (state) => {
    expect(timeLeft(open('2026-11-20T17:00', { state }), now).tone).toBe('over');
  });
});
