import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intervalsOn, isOpen, nextOpening, type OfficeHours, openInterval } from './office-hours.ts';

const day = [
  { from: '13:30', to: '17:00' },
  { from: '07:30', to: '11:30' },
];
const hours: OfficeHours = {
  weekly: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [{ from: '07:30', to: '11:30' }] },
  years: [
    {
      year: 2026,
      source: 'a calendar made for this test',
      closed: [
        { date: '2026-02-16', name: 'Tết' },
        { date: '2026-02-17', name: 'Tết' },
        { date: '2026-02-18', name: 'Tết' },
        { date: '2026-02-19', name: 'Tết' },
        { date: '2026-02-20', name: 'Tết' },
      ],
      worked: [{ date: '2026-02-22', name: 'Làm bù', as: 'fri' }],
    },
  ],
};
const at = (local: string): number => Date.parse(`${local}:00+07:00`);

describe('office hours', () => {
  it.each([
    ['2026-11-23T07:29', false],
    ['2026-11-23T07:30', true],
    ['2026-11-23T11:29', true],
    ['2026-11-23T11:30', false],
    ['2026-11-23T13:30', true],
    ['2026-11-23T17:00', false],
    ['2026-11-21T08:00', true],
    ['2026-11-21T14:00', false],
    ['2026-11-22T08:00', false],
    ['2026-02-17T08:00', false],
    ['2026-02-22T14:00', true],
  ])('at %s are open: %s', (local, open) => {
    expect(isOpen(hours, at(local))).toBe(open);
  });

  it.each([
    ['2026-11-23T11:30', '2026-11-23T13:30'],
    ['2026-11-23T18:00', '2026-11-24T07:30'],
    ['2026-11-21T12:00', '2026-11-23T07:30'],
    ['2026-02-14T12:00', '2026-02-21T07:30'],
  ])('after %s begin again at %s', (from, next) => {
    expect(nextOpening(hours, at(from))).toBe(at(next));
  });

  it('never begin where nothing is ever open', () => {
    expect(nextOpening({ weekly: {}, years: [] }, at('2026-11-22T08:00'))).toBeUndefined();
  });

  it('are open at the next opening, closed at every moment before it', () => {
    const moment = fc.integer({ min: at('2026-01-01T00:00'), max: at('2026-12-31T00:00') });
    fc.assert(
      fc.property(moment, fc.double({ min: 0, max: 1, noNaN: true }), (from, part) => {
        const next = nextOpening(hours, from);
        if (next === undefined) throw new Error('this office opens every week');
        expect(next).toBeGreaterThanOrEqual(from);
        expect(isOpen(hours, next)).toBe(true);
        const between = Math.floor(from + (next - from) * part);
        if (between < next) expect(isOpen(hours, between)).toBe(false);
      }),
    );
  });

  it('agree with the day’s list: open exactly inside one of its intervals', () => {
    const moment = fc.integer({ min: at('2026-01-01T00:00'), max: at('2026-12-31T00:00') });
    fc.assert(
      fc.property(moment, (from) => {
        const local = new Date(from + 7 * 3_600_000).toISOString();
        const clock = local.slice(11, 16);
        const listed = intervalsOn(hours, local.slice(0, 10));
        const inside = listed.filter((one) => one.from <= clock && clock < one.to);
        expect(inside.length > 0).toBe(isOpen(hours, from));
        expect(openInterval(hours, from)).toEqual(inside[0]);
      }),
    );
  });
});
