import { describe, expect, it } from 'vitest';
import { alarmsAhead, alarmsDue } from './case-alarms.ts';
import type { EscalationStep } from './case-rules.ts';

const hours = { weekly: {}, years: [] };
const at = (text: string): number => Date.parse(`2026-11-${text}:00+07:00`);
/** Monday morning to Friday evening. */
const clock = { startedAt: at('23T07:30'), dueAt: at('27T17:00'), alarmLevel: 0 };
const ladder: EscalationStep[] = [
  { to: 'lead', value: 1, unit: 'working_day' },
  { to: 'chair', value: 2, unit: 'working_day' },
];

describe('the alarms of a clock', () => {
  it('come at half, at four fifths and at the end, then go up the ladder on the following working days', () => {
    expect(alarmsAhead(hours, ladder, clock)).toEqual([
      { level: 50, at: at('25T11:15'), to: null },
      { level: 80, at: at('26T17:00'), to: null },
      { level: 100, at: at('27T17:00'), to: null },
      { level: 101, at: at('30T17:00'), to: 'lead' },
      { level: 102, at: Date.parse('2026-12-01T17:00:00+07:00'), to: 'chair' },
    ]);
  });

  it('that were given are not given again', () => {
    const ahead = alarmsAhead(hours, ladder, { ...clock, alarmLevel: 80 });
    expect(ahead.map(({ level }) => level)).toEqual([100, 101, 102]);
  });

  it('are due one after the other', () => {
    const ahead = alarmsAhead(hours, ladder, clock);
    expect(alarmsDue(ahead, at('25T11:14'))).toEqual({ due: [], next: at('25T11:15') });
    const { due, next } = alarmsDue(ahead, at('25T11:15'));
    expect([due.map(({ level }) => level), next]).toEqual([[50], at('26T17:00')]);
  });

  it('that were missed are told as one, but everybody on the ladder hears it', () => {
    const { due, next } = alarmsDue(alarmsAhead(hours, ladder, clock), at('30T18:00') + 5 * 86_400_000);
    expect([due.map(({ level }) => level), next]).toEqual([[100, 101, 102], null]);
  });
});
