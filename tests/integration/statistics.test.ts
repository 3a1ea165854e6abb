import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadSpokenTexts, type Speak } from '../../src/catalog/spoken-texts.ts';
import type { Statistics } from '../../src/contracts/console/statistics.ts';
import type { Actor } from '../../src/core/actor.ts';
import type { WardId } from '../../src/core/ids.ts';
import { ensureDesk, loadDeskFile } from '../../src/features/cases/index.ts';
import { createStatisticsRoutes, publicFigures } from '../../src/features/statistics/index.ts';
import { type CaseRow, createCase, createStaff, monday } from '../support/case-rows.ts';
import { actorOf, callStaff } from '../support/staff-call.ts';
import { createTestWard, openTestDatabase, type TestDatabase } from '../support/test-database.ts';

const day = 24 * 3_600_000;
const now = monday + 20 * day;
let test: TestDatabase;
let ward: WardId;
let officer: number;
let offices: number[];
let wards = 0;
let speak: Speak;

beforeAll(async () => {
  test = await openTestDatabase();
  speak = await loadSpokenTexts('content');
});
afterAll(() => test.close());
beforeEach(async () => {
  wards += 1;
  ward = await createTestWard(test.database, `figures-${wards}`);
  const desk = await loadDeskFile('content');
  await test.database.forWard(ward, (tx) => ensureDesk(tx, desk, '2025-07-01'));
  officer = await createStaff(test.database, ward, 'An');
  const rows = await test.database.systemQuery<{ id: number }>(
    'select id from office where ward_id = $1 order by id',
    [ward],
  );
  offices = rows.map(({ id }) => id);
});

const office = (index: number): number => offices[index] ?? 0;
async function cases(count: number, over: Partial<CaseRow>): Promise<void> {
  for (let made = 0; made < count; made += 1)
    await createCase(test.database, ward, { writtenById: officer, ...over });
}
const figures = (actor: Actor, query: object = {}) =>
  callStaff<Statistics>(
    createStatisticsRoutes({ db: test.database, clock: { now: () => now }, speak }),
    'GET /statistics',
    { actor, query: { ...query } },
  );
const shown = (month?: string) =>
  test.database.forWard(ward, (tx) =>
    publicFigures(tx, { language: 'vi', now, ...(month === undefined ? {} : { month }) }),
  );

describe('the figures of the console', () => {
  it('count by month, office and category, with what the share on time is a share of', async () => {
    await cases(3, { officeId: office(1) });
    await cases(1, { officeId: office(1), answeredAt: monday + 15 * day });
    await cases(1, { officeId: office(2), state: 'in_progress', answeredAt: null, category: 'dien' });
    await cases(1, { receivedAt: monday - 40 * day, state: 'withdrawn', answeredAt: null });

    const {
      total,
      months,
      offices: byOffice,
      categories,
    } = await figures(actorOf(officer, ward, 'dispatcher'));

    expect(total).toMatchObject({ received: 6, answered: 4, due: 5, onTime: 3, onTimePercent: 60 });
    expect(months.map(({ month, received }) => [month, received])).toEqual([
      ['2026-10', 1],
      ['2026-11', 5],
    ]);
    const [unassigned] = (await figures(actorOf(officer, ward, 'dispatcher'))).offices.filter(
      ({ officeId }) => officeId === null,
    );
    expect(unassigned).toMatchObject({ received: 1, name: 'Chưa phân công' });
    expect(byOffice).toContainEqual(
      expect.objectContaining({ officeId: office(1), received: 4, onTimePercent: 75 }),
    );
    expect(categories).toContainEqual(expect.objectContaining({ category: 'dien', received: 1, onTime: 0 }));
  });

  it('hold only what the person may see', async () => {
    await cases(2, { officeId: office(1) });
    await cases(3, { officeId: office(2) });
    await cases(4, { chairOnly: true, category: 'thai-do' });
    const received = async (actor: Actor) => (await figures(actor)).total.received;
    const lead = {
      ...actorOf(officer, ward),
      grants: [{ role: 'lead' as const, officeId: office(2), neighbourhoodId: null }],
    };

    expect(await received(actorOf(officer, ward, 'approver'))).toBe(9);
    expect(await received(actorOf(officer, ward, 'auditor'))).toBe(5);
    expect(await received(lead)).toBe(3);
    expect(await received(actorOf(officer, ward, 'admin'))).toBe(0);
  });

  it('keep to the days that were asked for, by the clock of Vietnam', async () => {
    await cases(1, { receivedAt: Date.parse('2026-11-30T23:59:00+07:00') });
    await cases(1, { receivedAt: Date.parse('2026-12-01T00:01:00+07:00') });
    const total = async (query: object) =>
      (await figures(actorOf(officer, ward, 'dispatcher'), query)).total.received;

    expect(await total({ from: '2026-11-30', to: '2026-11-30' })).toBe(1);
    expect(await total({ from: '2026-12-01', to: '2026-12-31' })).toBe(1);
  });
});

describe('the figures for everybody', () => {
  it('sum up what is too small to be shown, and leave out what is the chair’s', async () => {
    await cases(6, { officeId: office(1) });
    await cases(2, { officeId: office(2) });
    await cases(3, { officeId: office(3) });
    await cases(7, { chairOnly: true, category: 'thai-do' });

    const { months, offices: byOffice, categories } = await shown();

    expect(months.map(({ month, received }) => [month, received])).toEqual([['2026-11', 11]]);
    expect(byOffice.map(({ office: name, received }) => [name === null, received])).toEqual([
      [false, 6],
      [true, 5],
    ]);
    expect(categories.map(({ category, received }) => [category, received])).toEqual([['moi-truong', 11]]);
  });

  it('show nothing of a month with too few, not even when it is asked for', async () => {
    await cases(9, {});
    await cases(3, { receivedAt: monday - 40 * day });

    const { month, months, offices: byOffice } = await shown('2026-10');

    expect(months.map((row) => [row.month, row.received])).toEqual([[null, 12]]);
    expect([month, byOffice]).toEqual(['2026-12', []]);
  });

  it('tell no small number of answers, nor of those on time', async () => {
    await cases(4, {});
    await cases(3, { state: 'new', answeredAt: null });
    expect((await shown()).months).toEqual([]);

    await cases(2, { answeredAt: monday + 40 * day });
    expect((await shown()).months).toEqual([]);

    await cases(1, {});
    expect((await shown()).months).toMatchObject([{ received: 10, answered: 7, onTime: 5 }]);
  });
});
