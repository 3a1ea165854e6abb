import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intervalsOn, isOpen, type OfficeHours } from './office-hours.ts';
import {
  addWorkingMs,
  dueAt,
  durationUnits,
  elapsedShare,
  momentOfShare,
  resumeDue,
  standardWeek,
  workingMsBetween,
} from './working-time.ts';

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
        { date: '2026-01-01', name: 'Tết Dương lịch' },
        ...[16, 17, 18, 19, 20, 21].map((date) => ({ date: `2026-02-${date}`, name: 'Tết' })),
        { date: '2026-11-24', name: 'a day off' },
      ],
      worked: [{ date: '2026-02-22', name: 'Làm bù', as: 'fri' }],
    },
  ],
};
const at = (local: string): number => Date.parse(`${local}${local.length === 16 ? ':00' : ''}+07:00`);
const clock = (moment: number): string => new Date(moment + 7 * 3_600_000).toISOString().slice(0, 16);

describe('a time limit', () => {
  it.each([
    // Hours by the wall clock.
    [2, 'hour', '2026-11-20T23:00', '2026-11-21T01:00'],
    // Office hours: over lunch, over night, over Saturday noon and Sunday, over a holiday.
    [1, 'working_hour', '2026-11-20T09:00', '2026-11-20T10:00'],
    [4, 'working_hour', '2026-11-20T09:00', '2026-11-20T15:00'],
    [4, 'working_hour', '2026-11-20T15:00', '2026-11-21T09:30'],
    [4, 'working_hour', '2026-11-21T10:30', '2026-11-23T10:30'],
    [1, 'working_hour', '2026-11-23T16:30', '2026-11-25T08:00'],
    [3.5, 'working_hour', '2026-11-20T13:30', '2026-11-20T17:00'],
    // Outside office hours the count begins at the next opening.
    [1, 'working_hour', '2026-11-20T12:00', '2026-11-20T14:30'],
    [1, 'working_hour', '2026-11-22T03:00', '2026-11-23T08:30'],
    [1, 'working_hour', '2026-02-15T03:00', '2026-02-22T08:30'],
    // Working days: the day of receipt is not counted, however early or late it is.
    [1, 'working_day', '2026-11-19T07:31', '2026-11-20T17:00'],
    [1, 'working_day', '2026-11-19T22:00', '2026-11-20T17:00'],
    [1, 'working_day', '2026-11-20T08:00', '2026-11-21T11:30'],
    [2, 'working_day', '2026-11-20T08:00', '2026-11-23T17:00'],
    [3, 'working_day', '2026-11-20T08:00', '2026-11-25T17:00'],
    [1, 'working_day', '2026-11-22T09:00', '2026-11-23T17:00'],
    [1, 'working_day', '2026-02-14T09:00', '2026-02-22T17:00'],
    [7, 'working_day', '2026-12-28T09:00', '2027-01-05T17:00'],
    // Calendar days: a closed last day gives way to the next working day.
    [1, 'calendar_day', '2026-11-19T23:59', '2026-11-20T17:00'],
    [2, 'calendar_day', '2026-11-20T08:00', '2026-11-23T17:00'],
    [4, 'calendar_day', '2026-11-20T08:00', '2026-11-25T17:00'],
    [10, 'calendar_day', '2026-02-07T08:00', '2026-02-22T17:00'],
    [1, 'calendar_day', '2026-11-20T08:00', '2026-11-21T11:30'],
  ] as const)('of %d %s from %s ends at %s', (value, unit, from, due) => {
    expect(clock(dueAt(hours, at(from), { value, unit }))).toBe(due);
  });

  it('is counted with the standard week where a ward has set no hours, its holidays kept', () => {
    const from = at('2026-11-23T09:00');
    const unset = { weekly: { sun: [] }, years: hours.years };
    expect(clock(dueAt(unset, from, { value: 1, unit: 'working_day' }))).toBe('2026-11-25T17:00');
    expect(clock(dueAt(unset, at('2026-11-20T16:00'), { value: 2, unit: 'working_hour' }))).toBe(
      '2026-11-23T08:30',
    );
    expect(dueAt({ weekly: standardWeek, years: [] }, from, { value: 9, unit: 'working_day' })).toBe(
      dueAt({ weekly: {}, years: [] }, from, { value: 9, unit: 'working_day' }),
    );
  });

  it('is refused where nothing can ever be open, or the length is none', () => {
    const closed = Array.from({ length: 4_000 }, (_, index) => ({
      date: new Date(Date.UTC(2026, 0, 1) + index * 86_400_000).toISOString().slice(0, 10),
      name: 'x',
    }));
    const years = Array.from({ length: 12 }, (_, index) => ({
      year: 2026 + index,
      source: 'x',
      closed,
      worked: [],
    }));
    expect(() => addWorkingMs({ weekly: {}, years }, at('2026-01-01T00:00'), 1)).toThrow('no working day');
    expect(() => addWorkingMs(hours, at('2026-01-01T00:00'), Number.NaN)).toThrow('no length of time');
  });

  it('counts overlapping intervals once and passes over empty ones', () => {
    const odd = [
      { from: '08:00', to: '10:00' },
      { from: '09:00', to: '11:00' },
      { from: '15:00', to: '15:00' },
    ];
    const span = [at('2026-11-23T00:00'), at('2026-11-24T00:00')] as const;
    expect(workingMsBetween({ weekly: { mon: odd }, years: [] }, ...span)).toBe(3 * 3_600_000);
  });
});

describe('a pause', () => {
  const due = at('2026-11-23T10:30');

  it('leaves as much office time as was left', () => {
    // Paused with two hours left, taken up again two days later.
    expect(clock(resumeDue(hours, at('2026-11-23T08:30'), due, at('2026-11-25T16:00')))).toBe(
      '2026-11-26T08:30',
    );
  });

  it('does not heal what was overdue, nor bring a limit forward', () => {
    expect(resumeDue(hours, due, due, due + 1)).toBe(due);
    const night = at('2026-11-23T23:00');
    expect(resumeDue(hours, at('2026-11-23T16:00'), night, at('2026-11-23T16:01'))).toBeGreaterThan(due);
    expect(resumeDue(hours, at('2026-11-23T12:00'), night, at('2026-11-23T12:30'))).toBe(night);
  });

  it('of a second leaves the end of a Friday the end of that Friday', () => {
    const friday = at('2026-11-20T17:00');
    expect(resumeDue(hours, at('2026-11-20T10:00'), friday, at('2026-11-20T10:00:01'))).toBe(friday);
  });

  it('counts by the wall clock where no office time was left', () => {
    expect(
      clock(resumeDue(hours, at('2026-11-22T08:00'), at('2026-11-22T10:00'), at('2026-11-22T09:00'))),
    ).toBe('2026-11-22T11:00');
  });
});

describe('a share of a limit', () => {
  const from = at('2026-11-20T09:00');
  const due = at('2026-11-23T17:00');

  it('is counted in office time', () => {
    expect(elapsedShare(hours, from, due, from)).toBe(0);
    expect(elapsedShare(hours, from, due, due)).toBe(1);
    expect(elapsedShare(hours, from, due, at('2026-11-25T17:00'))).toBeCloseTo(1 + 7.5 / 17.5);
    expect(elapsedShare(hours, from, due, at('2026-11-22T12:00'))).toBeCloseTo(10 / 17.5);
    expect(clock(momentOfShare(hours, from, due, 0.5))).toBe('2026-11-21T10:15');
    expect(momentOfShare(hours, from, due, 1)).toBe(due);
  });

  it('is counted by the wall clock where a limit holds no office time', () => {
    const [begin, end] = [at('2026-11-22T08:00'), at('2026-11-22T10:00')];
    expect(elapsedShare(hours, begin, end, at('2026-11-22T09:00'))).toBe(0.5);
    expect(clock(momentOfShare(hours, begin, end, 0.5))).toBe('2026-11-22T09:00');
    expect([elapsedShare(hours, end, end, end - 1), elapsedShare(hours, end, end, end)]).toEqual([0, 1]);
  });
});

describe('office time, whatever the calendar', () => {
  const moment = fc.integer({ min: at('2026-01-01T00:00'), max: at('2027-03-01T00:00') });
  const half = fc.constantFrom('sat', 'sun', 'wed');
  const anyHours = fc.oneof(
    fc.constant(hours),
    fc.constant<OfficeHours>({ weekly: {}, years: hours.years }),
    half.map(
      (weekday): OfficeHours => ({ ...hours, weekly: { [weekday]: [{ from: '08:00', to: '10:00' }] } }),
    ),
  );
  const span = fc.integer({ min: 1, max: 200 * 3_600_000 });
  const duration = fc.record({
    value: fc.integer({ min: 1, max: 45 }),
    unit: fc.constantFrom(...durationUnits),
  });

  it('adds up', () => {
    fc.assert(
      fc.property(anyHours, fc.tuple(moment, moment, moment), (any, moments) => {
        const [a, b, c] = moments.toSorted((one, other) => one - other) as [number, number, number];
        expect(workingMsBetween(any, a, b) + workingMsBetween(any, b, c)).toBe(workingMsBetween(any, a, c));
        expect(workingMsBetween(any, c, a)).toBe(0);
      }),
    );
  });

  it('is what was added, and the added moment is the first such', () => {
    fc.assert(
      fc.property(anyHours, moment, span, (any, from, ms) => {
        const end = addWorkingMs(any, from, ms);
        expect(workingMsBetween(any, from, end)).toBe(ms);
        expect(workingMsBetween(any, from, end - 1)).toBe(ms - 1);
      }),
    );
  });

  it('agrees with the office being open, minute by minute', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 300 }), (from, minutes) => {
        const start = Math.floor(from / 60_000) * 60_000;
        const open = Array.from({ length: minutes }, (_, index) => isOpen(hours, start + index * 60_000));
        expect(workingMsBetween(hours, start, start + minutes * 60_000)).toBe(
          open.filter(Boolean).length * 60_000,
        );
      }),
      { numRuns: 30 },
    );
  });

  it('makes no limit end earlier for a later start', () => {
    fc.assert(
      fc.property(anyHours, moment, span, duration, (any, from, later, limit) => {
        expect(dueAt(any, from + later, limit)).toBeGreaterThanOrEqual(dueAt(any, from, limit));
        expect(dueAt(any, from, limit)).toBeGreaterThan(from);
      }),
    );
  });

  it('holds the end of every limit but those in plain hours', () => {
    fc.assert(
      fc.property(anyHours, moment, duration, (any, from, limit) => {
        fc.pre(limit.unit !== 'hour');
        const due = dueAt(any, from, limit);
        // The moment of closing is the last that still counts.
        expect(workingMsBetween(any, due - 1, due)).toBe(1);
      }),
    );
  });

  it('is left after a pause as before it', () => {
    fc.assert(
      fc.property(anyHours, moment, duration, fc.tuple(span, span), (any, from, limit, [before, length]) => {
        const due = dueAt(any, from, limit);
        const paused = from + before;
        const left = workingMsBetween(any, paused, due);
        fc.pre(left > 0);
        const resumed = resumeDue(any, paused, due, paused + length);
        if (workingMsBetween(any, paused, paused + length) < 60_000) expect(resumed).toBe(due);
        else expect(workingMsBetween(any, paused + length, resumed)).toBe(left);
        expect(resumed).toBeGreaterThanOrEqual(due);
      }),
    );
  });

  it('is not changed by a pause that is over at once', () => {
    const seconds = fc.integer({ min: 0, max: 59 });
    fc.assert(
      fc.property(
        anyHours,
        moment,
        duration,
        fc.tuple(span, seconds),
        (any, from, limit, [before, length]) => {
          const due = dueAt(any, from, limit);
          fc.pre(from + before + length * 1000 < due);
          expect(resumeDue(any, from + before, due, from + before + length * 1000)).toBe(due);
        },
      ),
    );
  });

  it('turns a share into a moment and back', () => {
    const share = fc.integer({ min: 0, max: 200 }).map((percent) => percent / 100);
    fc.assert(
      fc.property(anyHours, moment, duration, share, (any, from, limit, part) => {
        const due = dueAt(any, from, limit);
        const back = elapsedShare(any, from, due, momentOfShare(any, from, due, part));
        // Moments are whole milliseconds.
        const total = workingMsBetween(any, from, due) || due - from;
        expect(Math.abs(back - part) * total).toBeLessThan(0.5001);
      }),
    );
  });

  it('is counted on a working day in exchange by the hours of the other weekday', () => {
    const sunday = [at('2026-02-22T00:00'), at('2026-02-23T00:00')] as const;
    expect(intervalsOn(hours, '2026-02-22')).toHaveLength(2);
    expect(workingMsBetween(hours, ...sunday)).toBe(7.5 * 3_600_000);
  });
});
