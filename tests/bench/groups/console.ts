import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, openDatabase } from '../../../src/store/database.ts';
import type { Bench } from '../bench.ts';
import { call } from '../console/browser.ts';
import { fileReports } from '../console/citizens.ts';
import { handle, openStreams, work } from '../console/office.ts';
import { createSamples, figuresOf, type Samples } from '../console/samples.ts';
import { readWard, seedCases, seedStaff, type Ward } from '../console/seed.ts';
import { startOutside } from '../outside/outside.ts';
import { startPeer } from '../peers.ts';
import { embeddedUrl, makeDataDir, startProduct } from '../product.ts';
import { type Figure, figure, type GroupReport } from '../report.ts';
import { percentile } from '../stats.ts';
import { cpuSeconds } from '../usage.ts';

const cases = 20_000;
const staff = 50;
const casesPerSecond = 5;
const seconds = 60;
const floors = ['constant', 'select'] as const;
type Floor = (typeof floors)[number];

/** 50 people with live inboxes over 20,000 cases, while citizens file and officers answer; one long round. */
export async function benchConsole(bench: Bench): Promise<GroupReport> {
  const vendor = bench.use(await startOutside());
  const dataDir = bench.use(await makeDataDir());
  // Citizens come from many addresses. Nobody has set up mail, and each notice would say so.
  const more = { TRUST_PROXY: '1', LOG_LEVEL: 'error' };
  const product = bench.use(await startProduct({ apiRoot: vendor.apiRoot, dataDir: dataDir.path, more }));
  const storeUrl = await embeddedUrl(dataDir.path);
  const db = bench.use(openDatabase({ url: storeUrl, poolSize: 2, onError: () => undefined }));
  const peer = bench.use(await startPeer('bare-list', { apiRoot: vendor.apiRoot, storeUrl }));
  const ward = await readWard(db);
  bench.say(`console: ${cases} cases, ${ward.offices.length} offices, ${ward.categories.length} categories`);
  await seedCases(db, ward, cases);
  const stage = { bench, db, ward, origin: new URL(product.bot.url).origin, peerPort: peer.port };
  const before = cpuSeconds(product.pid);
  const { samples, byFloor } = await playRound(stage);
  const after = cpuSeconds(product.pid);
  const cpu = ((after?.own ?? Number.NaN) - (before?.own ?? 0)) / seconds;
  const below = ((after?.below ?? Number.NaN) - (before?.below ?? 0)) / seconds;
  bench.say(`console: ${cpu.toFixed(2)} s of CPU a second, PostgreSQL ${below.toFixed(2)}`);
  return {
    name: 'console',
    figures: [...figuresOf(samples), ...besides(samples, byFloor), faults(samples)],
    skipped: [],
  };
}

interface Stage {
  readonly bench: Bench;
  readonly db: Database;
  readonly ward: Ward;
  readonly origin: string;
  readonly peerPort: number;
}

async function playRound({ bench, db, ward, origin, peerPort }: Stage) {
  const samples = createSamples();
  const people = await seedStaff(db, ward, staff);
  const until = Date.now() + seconds * 1000;
  const desk = { base: `${origin}/api/console`, samples, people, until };
  const { streams, watch } = await openStreams(desk);
  for (const stream of streams) bench.use(stream);
  const byFloor: Record<Floor, number[]> = { constant: [], select: [] };
  const [filed] = await Promise.all([
    fileReports({ origin, samples, until, casesPerSecond }),
    handle(desk, watch),
    handle(desk, watch),
    ...people.map((person) => work(desk, person)),
    ...floors.map((floor) => measureFloor(`http://127.0.0.1:${peerPort}/${floor}`, until, byFloor[floor])),
  ]);
  await expectStored(db, samples, filed);
  for (const [why, count] of samples.failures) bench.say(`console: FAILED ${count} × ${why}`);
  bench.say(
    `console: ${filed} filed, ${samples.of('claim').length} claimed, ${samples.of('list').length} lists`,
  );
  return { samples, byFloor };
}

const settleMs = 3_000;

/** What is quick because it was not done is not quick. */
async function expectStored(db: Database, samples: Samples, filed: number): Promise<void> {
  await sleep(settleMs);
  const [row] = await db.systemQuery<{ count: number }>(
    'select count(*)::int as count from citizen_case where conversation_id is not null',
  );
  if (row?.count !== filed) samples.fail(`${row?.count} of ${filed} reports are stored`);
}

async function measureFloor(url: string, until: number, taken: number[]): Promise<void> {
  while (Date.now() < until) {
    taken.push((await call({ url })).ms);
    await sleep(200);
  }
}

const besides = (samples: Samples, byFloor: Readonly<Record<Floor, readonly number[]>>): Figure[] =>
  floors.flatMap((floor) =>
    [0.5, 0.95].map((share) =>
      figure(`list p${share * 100}`, 'ms', percentile(samples.of('list'), share), {
        beside: {
          what: floor === 'select' ? 'express with a bare SELECT' : 'express with a constant JSON',
          value: percentile(byFloor[floor], share),
        },
      }),
    ),
  );

const faults = ({ failures }: Samples): Figure =>
  figure(
    'not answered as it should be',
    '',
    [...failures.values()].reduce((sum, one) => sum + one, 0),
    {
      target: { atMost: 0 },
    },
  );
