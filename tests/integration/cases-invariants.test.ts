import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '../../src/core/actor.ts';
import type { ConversationId } from '../../src/core/ids.ts';
import {
  addCitizenWords,
  rateCase,
  reopenByCitizen,
  sweepCases,
  withdrawCase,
} from '../../src/features/cases/index.ts';
import type { WardTx } from '../../src/store/database.ts';
import { CaseDesk, dayMs, monday } from '../support/case-desk.ts';

let desk: CaseDesk;
let people: Actor[];
let outside: number;
beforeAll(async () => {
  desk = await CaseDesk.open();
  await desk.newWard();
  people = [
    await desk.hire('Chủ tịch', 'approver'),
    await desk.hire('Tiếp nhận', 'dispatcher'),
    await desk.hire('An', ['officer', 'kinh-te']),
    await desk.hire('Trưởng phòng', ['lead', 'kinh-te']),
    await desk.hire('Công an', ['officer', 'cong-an']),
    await desk.hire('Kiểm tra', 'auditor'),
  ];
  const [office] = await desk.rows<{ id: number }>(
    `insert into office (ward_id, code, name, kind) values ($1, 'ngoai', 'Điện lực', 'external') returning id`,
    [desk.ward],
  );
  outside = office?.id ?? 0;
  await desk.rows(`update case_category set needs_approval = true where code = 'an-ninh'`);
});
afterAll(() => desk.test.close());

interface Row extends Record<string, unknown> {
  readonly id: number;
  readonly state: string;
  readonly version: number;
  readonly due: boolean;
  readonly alarm: boolean;
  readonly paused: boolean;
  readonly closed: boolean;
  readonly events: number;
  readonly conversationId: ConversationId;
}

const look = () =>
  desk.rows<Row>(
    `select c.id::int, state, version, due_at is not null as due, next_alarm_at is not null as alarm,
       paused_at is not null as paused, closed_at is not null as closed, conversation_id::int as "conversationId",
       (select count(*) from case_event e where e.case_id = c.id)::int as events
     from citizen_case c order by c.id desc limit 2`,
  );
const withinWard = <T>(work: (tx: WardTx) => Promise<T>) => desk.test.database.forWard(desk.ward, work);

const step = fc.record({
  what: fc.constantFrom(
    ...['claim', 'assign', 'transfer', 'refer', 'pause', 'resume', 'merge', 'decline', 'reopen', 'notes'],
    ...['answers', 'approve', 'return', 'fallback', 'time', 'withdraw', 'again', 'words', 'rate', 'sweep'],
  ),
  who: fc.nat(5),
  other: fc.nat(5),
  yes: fc.boolean(),
  stale: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** One act on the first of the two cases; whatever is refused must leave everything as it was. */
async function take({ what, who, other, yes, stale }: Step, [row, second]: Row[]): Promise<string> {
  const actor = people[who];
  if (!row || !second || !actor) throw new Error('nobody to act');
  const act = { caseId: row.id, conversationId: row.conversationId, at: desk.at };
  const reason = 'Một lý do rõ ràng';
  const version = row.version - (stale ? 1 : 0);
  const post = (path: string, body: object = {}) =>
    desk.refusalOf(actor, `POST /cases/${row.id}/${path}`, { body: { version, reason, ...body } });
  const outcome = async (work: (tx: WardTx) => Promise<{ outcome: string }>) =>
    (await withinWard(work)).outcome;
  switch (what) {
    case 'assign':
      return post(what, { staffId: people[other]?.staffId ?? 0 });
    case 'transfer':
      return post(what, { officeId: yes ? desk.office('cong-an') : null });
    case 'refer':
      return post(what, { officeId: outside });
    case 'pause':
      return post(what, { reason: 'supplement', words: 'Hẻm số mấy ạ?' });
    case 'merge':
      return post(what, { intoId: second.id });
    case 'notes':
      return post(what, { body: 'Đã xem' });
    case 'answers':
      return post(what, { body: 'Đã dọn', isFinal: yes });
    case 'approve':
    case 'return':
    case 'fallback': {
      const [answer] = await desk.rows<{ id: number }>(
        'select id::int from case_answer where case_id = $1 order by id desc limit 1',
        [row.id],
      );
      return post(`answers/${answer?.id ?? 0}/${what}`, { way: 'phone', words: 'Đã gọi' });
    }
    case 'time':
      desk.at += 3 * dayMs;
      return 'refused';
    case 'withdraw':
      return outcome((tx) => withdrawCase(tx, act));
    case 'again':
      return outcome((tx) => reopenByCitizen(tx, desk.deps, { ...act, words: 'Chưa xong' }));
    case 'words':
      return outcome((tx) => addCitizenWords(tx, { ...act, words: 'Thêm' }));
    case 'rate':
      return outcome((tx) => rateCase(tx, desk.deps, { ...act, rating: yes ? 1 : 4, words: null }));
    case 'sweep':
      await sweepCases(desk.test.database, desk.deps, { wardId: desk.ward, now: desk.at });
      return 'swept';
    default:
      return post(what);
  }
}

const changing = new Set(['done', 'withdrawn', 'reopened', 'added', 'thanks', 'returned']);
const open = new Set(['new', 'in_progress', 'waiting']);

function check(before: Row | undefined, after: Row | undefined, taken: Step, outcome: string): void {
  if (!before || !after) throw new Error('a case was lost');
  const story = JSON.stringify({ taken, outcome, before, after });
  const isOpen = open.has(after.state);
  expect(after.due, story).toBe(true);
  expect(after.closed, story).toBe(!isOpen);
  expect(after.paused, story).toBe(after.state === 'waiting');
  if (!isOpen || after.paused) expect(after.alarm, story).toBe(false);
  expect(after.events, story).toBeGreaterThanOrEqual(before.events);
  expect(after.version, story).toBeGreaterThanOrEqual(before.version);
  if (after.state !== before.state) expect(after.version, story).toBeGreaterThan(before.version);
  const isClaimedAlready = taken.what === 'claim';
  if (changing.has(outcome) && !isClaimedAlready) {
    expect(after.events, story).toBeGreaterThan(before.events);
    if (taken.what !== 'notes') expect(after.version, story).toBeGreaterThan(before.version);
  }
  if (!changing.has(outcome) && taken.what !== 'sweep') expect(after, story).toEqual(before);
}

it('keeps every case whole, whatever is done with it and in whatever order', async () => {
  let count = 0;
  const categories = fc.constantFrom('moi-truong', 'an-ninh', 'khac', 'thai-do');
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), categories, async (steps, category) => {
      desk.at = monday;
      for (let pair = 0; pair < 2; pair += 1)
        await desk.file({ category, conversationId: await desk.citizen(`nguoi-${count++}`) });
      for (const taken of steps) {
        const before = await look();
        const outcome = await take(taken, before);
        const after = await look();
        for (const index of [0, 1]) {
          const isTarget = index === 1 && taken.what === 'merge' && outcome === 'done';
          const said = index === 0 || isTarget ? outcome : 'refused';
          check(before[index], after[index], taken, said);
        }
      }
    }),
    { numRuns: 40 },
  );
}, 240_000);
