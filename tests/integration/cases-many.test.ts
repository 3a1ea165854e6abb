import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseList } from '../../src/contracts/console/cases.ts';
import type { Actor } from '../../src/core/actor.ts';
import { CaseDesk, monday } from '../support/case-desk.ts';

const many = 20_000;
let desk: CaseDesk;
let boss: Actor;
let officer: Actor;
beforeAll(async () => {
  // One connection, so that its own counters tell what a request has read.
  desk = await CaseDesk.open(1);
  await desk.newWard();
  boss = await desk.hire('Chủ tịch', 'approver');
  officer = await desk.hire('An', ['officer', 'kinh-te']);
  await desk.rows(
    `insert into citizen_case (ward_id, code, kind, category, body, channel, office_id, state, received_at,
       clock_started_at, due_at, deadline, search_words, closed_at, neighbourhood_id)
     select $1, 'PA-' || n, 'feedback', case when n % 3 = 0 then 'dien' else 'moi-truong' end,
       repeat('Rác đổ đầy đầu hẻm, mong phường cho người dọn giúp bà con. ', 5), 'telegram',
       case when n % 2 = 0 then $2::int else $3::int end, case when n % 20 = 0 then 'new' else 'answered' end,
       at, at, at + interval '9 days', '{}',
       to_tsvector('simple', 'pa ' || n || ' rac do day dau hem ' || n % 97 || ' mong phuong cho nguoi don'),
       case when n % 20 = 0 then null else at + interval '5 days' end, $5
     from (select n, $4::timestamptz - n * interval '20 minutes' as at from generate_series(1, ${many}) n) made`,
    [desk.ward, desk.office('kinh-te'), desk.office('cong-an'), new Date(monday), desk.neighbourhood('kp-1')],
  );
  await desk.test.database.systemQuery('analyze citizen_case');
}, 120_000);
afterAll(() => desk.test.close());

/** How many rows of cases PostgreSQL has looked at for it. */
async function rowsRead(work: () => Promise<unknown>): Promise<number> {
  const before = await rowsReadSoFar();
  await work();
  return (await rowsReadSoFar()) - before;
}

async function rowsReadSoFar(): Promise<number> {
  const { database } = desk.test;
  // A connection keeps its counters to itself for a second, unless it is told to hand them over.
  await database.withoutWard('select pg_stat_force_next_flush()');
  await database.withoutWard('select 1');
  const [row] = await database.systemQuery<{ count: number }>(
    `select (seq_tup_read + idx_tup_fetch)::int as count from pg_stat_user_tables where relname = 'citizen_case'`,
  );
  return row?.count ?? Number.NaN;
}

describe(`among ${many} cases`, () => {
  it.each<[string, object]>([
    ['the open ones', { view: 'open' }],
    ['the newest', { view: 'all' }],
    ['those of an office', { view: 'office' }],
    ['those with a word that most have', { view: 'all', q: 'rac do' }],
    ['those of one category', { view: 'closed', category: 'dien' }],
  ])('%s are found among the open ones or in the order of an index', async (_name, query) => {
    for (const actor of [boss, officer]) {
      const rows = await rowsRead(() => desk.call<CaseList>(actor, 'GET /cases', { query }));
      expect(rows).toBeGreaterThan(0);
      expect(rows).toBeLessThan(1_200);
    }
  });

  it.each(['hem 13', 'xyzabc'])('few or none have %s: the cases of the ward are read once', async (q) => {
    await desk.newWard();
    const other = await desk.hire('Bình', 'approver');
    const rows = (actor: Actor) =>
      rowsRead(() => desk.call(actor, 'GET /cases', { query: { view: 'all', q } }));
    expect(await rows(boss)).toBeLessThan(many + 100);
    // Planning looks at the ends of an index.
    expect(await rows(other)).toBeLessThan(10);
  });

  it('the folders are counted by the open ones alone', async () => {
    for (const actor of [boss, officer])
      expect(await rowsRead(() => desk.call(actor, 'GET /cases/counts'))).toBe(many / 20);
  });
});
