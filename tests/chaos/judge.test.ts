import { describe, expect, it } from 'vitest';
import { foldAccents } from '../../src/core/fold.ts';
import type { CaseRow, MessageRow } from './books.ts';
import { learnCalm } from './calm.ts';
import type { CitizenFile } from './evidence.ts';
import { judge } from './judge.ts';
import { answerTo } from './judge-cases.ts';
import { scriptCount, staffedScript } from './scripts.ts';
import type { Channel } from './vendors.ts';

const written = ['Chào bà con', 'Cần giấy gì', 'Cần giấy gì', 'Cảm ơn'];
const shown = ['Chao ba con', 'Can giay gi', 'Can giay gi', 'Cam on'];

/** A citizen of a calm day: four acts, four answers, all delivered. */
function calmFile(channel: Channel): CitizenFile {
  const acts = written.map((_, place) => `event-${place}`);
  const externalId = 'hidden';
  const wordsShown = channel === 'sms' ? shown : written;
  return {
    citizen: { channel, userId: '84900000001', script: 0, acts: [] },
    acts,
    events: acts.map((eventId, place) => ({ id: place + 1, channel, eventId, externalId, state: 'done' })),
    rows: written.map((text, place) => {
      const id = 11 + place;
      const vendorId = channel === 'sms' ? `ours-${id}` : `vendor-${place}`;
      return {
        id,
        channel,
        externalId,
        eventId: place + 1,
        state: 'sent',
        text,
        vendorId,
        waitsForMorning: false,
      };
    }),
    delivered: wordsShown.map((text, place) => ({
      seq: place + 1,
      vendorId: `vendor-${place}`,
      userId: '84900000001',
      text,
      buttons: [],
      how: 'test',
      at: place,
    })),
    cases: [],
  };
}

/** A report that staff have not touched. */
const untouched = (channel: Channel): CaseRow => ({
  channel,
  externalId: 'hidden',
  code: 'PA-261122-0042-K',
  state: 'new',
  filed: 1,
  claimed: 0,
  answered: 0,
  finalAnswers: 0,
});

const told = `Phản ánh PA-261122-0042-K đã có trả lời: ${answerTo('PA-261122-0042-K')}`;

/** The same citizen, whose one report staff have claimed and answered. */
function handledFile(channel: Channel): CitizenFile {
  const file = calmFile(channel);
  const row = file.rows[0];
  const first = file.delivered[0];
  if (!row || !first) throw new Error('a calm day has answers');
  const text = channel === 'sms' ? foldAccents(told) : told;
  return {
    ...file,
    citizen: { ...file.citizen, script: staffedScript },
    rows: [...file.rows, { ...row, id: 99, eventId: null, text: told, vendorId: 'news' }],
    delivered: [...file.delivered, { ...first, seq: 99, vendorId: 'news', text }],
    cases: [{ ...untouched(channel), state: 'answered', claimed: 1, answered: 1, finalAnswers: 1 }],
  };
}

/** Counts as above; the calm day of this citizen had no staff. */
function handlingFaults(channel: Channel, change: (file: CitizenFile) => Partial<CitizenFile>) {
  const file = handledFile(channel);
  const calm = learnCalm([{ ...calmFile(channel), citizen: file.citizen }]);
  const { lost, answeredTwice, stuck, outOfOrder } = judge([{ ...file, ...change(file) }], calm);
  return [lost, answeredTwice, stuck, outOfOrder].map(({ length }) => length);
}

const changedCase =
  (over: Partial<CaseRow>) =>
  ({ cases }: CitizenFile): Partial<CitizenFile> => ({ cases: cases.map((row) => ({ ...row, ...over })) });

const without = <T>(list: readonly T[], place: number): T[] => list.filter((_, index) => index !== place);
const withUnknown = (rows: readonly MessageRow[], place: number): MessageRow[] =>
  rows.map((row, index) => (index === place ? { ...row, state: 'unknown', vendorId: null } : row));

/** Counts of the four faults: lost, twice, stuck, out of order. */
function faultsOf(channel: Channel, change: (file: CitizenFile) => Partial<CitizenFile>) {
  const file = calmFile(channel);
  const verdict = judge([{ ...file, ...change(file) }], learnCalm([file]));
  const { lost, answeredTwice, stuck, outOfOrder, unknown, unknownArrived } = verdict;
  const faults = [lost, answeredTwice, stuck, outOfOrder].map(({ length }) => length);
  return { faults, unknown, unknownArrived };
}

describe.each<Channel>(['messenger', 'sms'])('the verdict on %s', (channel) => {
  const none = { unknown: 0, unknownArrived: 0 };

  it('finds nothing on a calm day', () => {
    expect(faultsOf(channel, () => ({}))).toEqual({ faults: [0, 0, 0, 0], ...none });
  });

  it.each([0, 1, 2, 3])('misses delivery %i', (place) => {
    const gone = faultsOf(channel, ({ delivered }) => ({ delivered: without(delivered, place) }));
    expect(gone).toEqual({ faults: [1, 0, 0, 0], ...none });
  });

  it('sees a delivery that came twice', () => {
    const twice = faultsOf(channel, ({ delivered }) => ({
      delivered: delivered.flatMap((one, place) =>
        place === 1 ? [one, { ...one, vendorId: 'again' }] : one,
      ),
    }));
    expect(twice).toEqual({ faults: [0, 1, 0, 0], ...none });
  });

  it('sees an answer that overtook another', () => {
    const swapped = faultsOf(channel, ({ delivered }) => ({
      delivered: [delivered[1], delivered[0], ...delivered.slice(2)].flatMap((one) => one ?? []),
    }));
    expect(swapped).toEqual({ faults: [0, 0, 0, 1], ...none });
  });

  it.each([1, 2])('lets row %i of two that are worded alike be the one that did not arrive', (place) => {
    const unsure = faultsOf(channel, ({ rows, delivered }) => ({
      rows: withUnknown(rows, place),
      delivered: without(delivered, place),
    }));
    expect(unsure).toEqual({ faults: [0, 0, 0, 0], unknown: 1, unknownArrived: 0 });
  });

  it('counts what arrived though nobody knew', () => {
    const unsure = faultsOf(channel, ({ rows }) => ({ rows: withUnknown(rows, 3) }));
    expect(unsure).toEqual({ faults: [0, 0, 0, 0], unknown: 1, unknownArrived: 1 });
  });

  it('sees a report that was filed twice, or not at all', () => {
    const row = untouched(channel);
    expect(faultsOf(channel, () => ({ cases: [row] })).faults).toEqual([0, 1, 0, 0]);
    const twiceInHistory = faultsOf(channel, () => ({ cases: [{ ...row, filed: 2 }] }));
    expect(twiceInHistory.faults).toEqual([0, 2, 0, 0]);
    const silent = faultsOf(channel, ({ citizen }) => ({ citizen: { ...citizen, script: scriptCount - 1 } }));
    expect(silent.faults[0]).toBeGreaterThan(0);
  });

  it('sees events that are missing, pending, or stored in another order', () => {
    expect(faultsOf(channel, ({ events }) => ({ events: without(events, 3) })).faults[0]).toBe(1);
    const pending = faultsOf(channel, ({ events }) => ({
      events: events.map((event) => (event.id === 4 ? { ...event, state: 'pending' } : event)),
    }));
    expect(pending.faults).toEqual([0, 0, 1, 0]);
    const turned = faultsOf(channel, ({ events }) => ({ events: [...events].reverse() }));
    expect(turned.faults).toEqual([0, 0, 0, 1]);
  });
});

describe.each<Channel>(['messenger', 'sms'])('the verdict on what staff did, on %s', (channel) => {
  const faults = (change: (file: CitizenFile) => Partial<CitizenFile>) => handlingFaults(channel, change);

  it('finds nothing where a case was claimed and answered once', () => {
    expect(faults(() => ({}))).toEqual([0, 0, 0, 0]);
  });

  it('sees a case that was claimed or answered twice', () => {
    expect(faults(changedCase({ claimed: 2 }))).toEqual([0, 1, 0, 0]);
    expect(faults(changedCase({ answered: 2 }))).toEqual([0, 1, 0, 0]);
    expect(faults(changedCase({ finalAnswers: 2 }))).toEqual([0, 1, 0, 0]);
  });

  it('sees a case that lost its claim, its history, its answer, or never ended', () => {
    expect(faults(changedCase({ claimed: 0 }))).toEqual([1, 0, 0, 0]);
    expect(faults(changedCase({ answered: 0 }))).toEqual([1, 0, 0, 0]);
    expect(faults(changedCase({ finalAnswers: 0 }))).toEqual([1, 0, 0, 0]);
    expect(faults(changedCase({ state: 'in_progress' }))).toEqual([0, 0, 1, 0]);
  });

  it('sees an answer that the citizen was not told, or told twice', () => {
    const untold = faults(({ rows, delivered }) => ({
      rows: rows.slice(0, -1),
      delivered: delivered.slice(0, -1),
    }));
    expect(untold).toEqual([1, 0, 0, 0]);
    const again = <T extends object>(list: readonly T[], over: Partial<T>): T[] =>
      list.flatMap((one, place) => (place === list.length - 1 ? [one, { ...one, ...over }] : one));
    const twice = faults(({ rows, delivered }) => ({
      rows: again(rows, { id: 100, vendorId: 'more' }),
      delivered: again(delivered, { vendorId: 'more' }),
    }));
    expect(twice).toEqual([0, 1, 0, 0]);
    const deliveredTwice = faults(({ delivered }) => ({ delivered: again(delivered, { vendorId: 'more' }) }));
    expect(deliveredTwice).toEqual([0, 1, 0, 0]);
  });

  it('lets news wait for the morning, but not for ever', () => {
    const held = (waitsForMorning: boolean) =>
      faults(({ rows, delivered }) => ({
        rows: rows.map((row) =>
          row.id === 99 ? { ...row, state: 'created', vendorId: null, waitsForMorning } : row,
        ),
        delivered: delivered.slice(0, -1),
      }));
    expect(held(true)).toEqual([0, 0, 0, 0]);
    expect(held(false)).toEqual([0, 0, 1, 0]);
  });

  it('sees staff touch the case of somebody whose cases are not theirs', () => {
    const row = { ...untouched(channel), claimed: 1 };
    expect(faultsOf(channel, () => ({ cases: [row] })).faults).toEqual([0, 2, 0, 0]);
  });
});
