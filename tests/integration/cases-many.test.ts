import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseList } from '../../src/contracts/console/cases.ts';
import type { Actor } from '../../src/core/actor.ts';
import { CaseDesk, monday } from '../support/case-desk.ts';

const many = 20_000;
let desk: CaseDesk;
let boss: Actor;
let officer: Actor;
beforeAll(async () => {
  desk = await CaseDesk.open();
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

/** The slower half is left out: the machine has other work. */
async function medianMs(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 9; round += 1) {
    const begun = performance.now();
    await work();
    times.push(performance.now() - begun);
  }
  return times.toSorted((one, other) => one - other)[4] ?? Number.POSITIVE_INFINITY;
}

describe(`among ${many} cases`, () => {
  it.each<[string, object]>([
    ['the open ones', { view: 'open' }],
    ['the newest', { view: 'all' }],
    ['those of an office', { view: 'office' }],
    ['a word that most have', { view: 'all', q: 'rac do' }],
    ['words that few have', { view: 'all', q: 'hem 13' }],
    ['a word that none has', { view: 'all', q: 'xyzabc' }],
    ['one category', { view: 'closed', category: 'dien' }],
  ])('%s come at once', async (_name, query) => {
    for (const actor of [boss, officer]) {
      const ms = await medianMs(() => desk.call<CaseList>(actor, 'GET /cases', { query }));
      if (process.env.SHOW_TIMES) console.log(actor.name, query, Math.round(ms));
      expect(ms).toBeLessThan(150);
    }
  });

  it('the folders are counted at once', async () => {
    for (const actor of [boss, officer]) {
      const ms = await medianMs(() => desk.call(actor, 'GET /cases/counts'));
      if (process.env.SHOW_TIMES) console.log(actor.name, 'counts', Math.round(ms));
      expect(ms).toBeLessThan(150);
    }
  });
});
