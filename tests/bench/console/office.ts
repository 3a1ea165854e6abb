import { setTimeout as sleep } from 'node:timers/promises';
import type { CaseDetail } from '../../../src/contracts/console/case.ts';
import type { CaseList } from '../../../src/contracts/console/cases.ts';
import { call, follow, type Reply, type Stream } from './browser.ts';
import type { Kind, Samples } from './samples.ts';
import type { Person } from './seed.ts';

export interface Desk {
  /** Of the console's API. */
  readonly base: string;
  readonly samples: Samples;
  readonly people: readonly Person[];
  readonly until: number;
}

const pauseMs = 2_000;
const lists = ['view=open', 'view=mine', 'view=overdue', 'view=closed', 'view=unassigned', 'view=due_today'];
const filters = ['view=all&state=answered', 'view=open&office=OFFICE', 'view=waiting', 'view=approval'];
const words = ['đèn đường', 'den duong', 'rác đầu hẻm', 'cong nghet', 'karaoke', 'ổ gà số 21'];

const cookieOf = ({ token }: Person): string => `gan_dan_staff=${token}`;
const pickOne = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T;

/** Undefined when it was refused, which is counted. */
async function ask(desk: Desk, person: Person, what: { kind: Kind; path: string; json?: unknown }) {
  const { kind, path, json } = what;
  const given = { url: `${desk.base}${path}`, cookie: cookieOf(person) };
  const reply: Reply = await call(json === undefined ? given : { ...given, json });
  desk.samples.add(kind, reply.ms);
  if (reply.status === 200) return reply.body;
  // Somebody was quicker: an answer, not a fault.
  if (reply.status !== 409) desk.samples.fail(`${kind}: ${reply.status}`);
  return undefined;
}

/** One person with an open inbox: lists, pages, counts, searches and cases, about every two seconds. */
export async function work(desk: Desk, person: Person): Promise<void> {
  await sleep(Math.random() * pauseMs);
  for (let turn = 0; Date.now() < desk.until; turn += 1) {
    const began = Date.now();
    await look(desk, person, turn);
    await sleep(Math.max(0, pauseMs * (0.8 + 0.4 * Math.random()) - (Date.now() - began)));
  }
}

async function look(desk: Desk, person: Person, turn: number): Promise<void> {
  const isSearch = turn % 5 === 4;
  const query = isSearch
    ? `view=all&q=${encodeURIComponent(pickOne(words))}`
    : pickOne(turn % 5 === 3 ? filters : lists).replace('OFFICE', '1');
  const kind = isSearch ? 'search' : 'list';
  const text = await ask(desk, person, { kind, path: `/cases?${query}` });
  const page = text === undefined ? undefined : (JSON.parse(text) as CaseList);
  if (turn % 2 === 0) await ask(desk, person, { kind: 'counts', path: '/cases/counts' });
  if (turn % 4 === 1 && page?.next)
    await ask(desk, person, { kind, path: `/cases?${query}&after=${encodeURIComponent(page.next)}` });
  if (turn % 3 === 0 && page?.cases.length)
    await ask(desk, person, { kind: 'detail', path: `/cases/${pickOne(page.cases).id}` });
}

/** Claims what waits, twice a second, and answers it; a third person has to see it. */
export async function handle(desk: Desk, watch: Watch): Promise<void> {
  const officers = desk.people.filter(({ role }) => role === 'officer');
  while (Date.now() < desk.until) {
    const began = Date.now();
    await handleOne(desk, pickOne(officers), watch);
    await sleep(Math.max(0, 500 - (Date.now() - began)));
  }
}

async function handleOne(desk: Desk, person: Person, watch: Watch): Promise<void> {
  const text = await ask(desk, person, { kind: 'list', path: '/cases?view=unassigned' });
  const { cases } = JSON.parse(text ?? '{"cases":[]}') as CaseList;
  if (cases.length === 0) return;
  const { id } = pickOne(cases);
  const seen = watch.expect(id);
  if (!(await ask(desk, person, { kind: 'claim', path: `/cases/${id}/claim`, json: {} }))) return;
  await seen;
  const page = await ask(desk, person, { kind: 'detail', path: `/cases/${id}` });
  if (!page) return;
  const { version, acts } = JSON.parse(page) as CaseDetail;
  if (!acts.includes('answer')) return;
  const json = { version, body: 'Dạ phường đã cho người xử lý xong trong sáng nay ạ.', isFinal: true };
  const answered = await ask(desk, person, { kind: 'answer', path: `/cases/${id}/answers`, json });
  if (answered && (JSON.parse(answered) as { state: string }).state !== 'answered')
    desk.samples.fail('answer: state');
}

interface Watch {
  /** From now until the change of this case is on the watcher's screen. */
  expect(id: number): Promise<void>;
}

const patienceMs = 5_000;

/** Opens everybody's stream; the dispatchers' is watched, for they see all that is claimed. */
export async function openStreams(desk: Desk): Promise<{ streams: Stream[]; watch: Watch }> {
  const waiting = new Map<number, () => void>();
  const watcher = desk.people.find(({ role }) => role === 'dispatcher');
  const streams: Stream[] = [];
  for (const person of desk.people) {
    const onLine = (line: string): void => {
      const { id } = JSON.parse(line) as { id: number | null };
      if (person === watcher && id !== null) waiting.get(id)?.();
    };
    streams.push(await follow(`${desk.base}/events`, cookieOf(person), onLine));
  }
  async function expect(id: number): Promise<void> {
    const began = performance.now();
    const line = new Promise<boolean>((resolve) => {
      waiting.set(id, () => resolve(true));
      setTimeout(() => resolve(false), patienceMs);
    });
    const came = await line;
    waiting.delete(id);
    if (!came || !watcher) return desk.samples.fail('screen: nothing came');
    await ask(desk, watcher, { kind: 'list', path: '/cases?view=open' });
    desk.samples.add('screen', performance.now() - began);
  }
  return { streams, watch: { expect } };
}
