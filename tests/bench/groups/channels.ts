import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, ensureDatabase, openDatabase } from '../../../src/store/database.ts';
import { startEmbeddedPostgres } from '../../../src/store/embedded/embedded-postgres.ts';
import type { ZaloSettings } from '../../support/stand-in-zalo/options.ts';
import type { Bench } from '../bench.ts';
import { addBacklog } from '../outside/backlog.ts';
import { citizenOf, everybodySays, type Heard } from '../outside/town.ts';
import {
  type ChannelName,
  channelNames,
  deliveries,
  startVendors,
  type Vendors,
} from '../outside/vendors.ts';
import { analyse, makeDataDir, type Product, reloadMs, setRate, startProduct } from '../product.ts';
import { startRedis } from '../redis.ts';
import { type Figure, figure, type GroupReport } from '../report.ts';
import { median, percentile } from '../stats.ts';
import { cpuSeconds } from '../usage.ts';
import { mostWithin, steadyRate } from '../windows.ts';

const seconds = 20;
/** How fast a gateway takes SMS is the provider's affair; our careful default would be all of the load. */
const smsPerSecond = 40;
/** Each has one answer of one message. */
const questions = ['lệ phí khai sinh', 'lệ phí đăng ký kết hôn', 'lệ phí khai tử'];
/** Long enough that the vendors' windows, a minute at most, hold nothing of what went before. */
const emptyWindowsMs = 61_000;

/** Replies by all channels at once, and how close to the vendors' limits a backlog goes without breaking one. */
export async function benchChannels(bench: Bench): Promise<GroupReport> {
  const name = 'channels';
  const redis = await startRedis();
  if (!redis) return { name, figures: [], skipped: ['PostgreSQL + Redis: no redis-server on this machine'] };
  bench.use(redis);
  const vendors = bench.use(await startVendors());
  const { product, databaseUrl } = await startOn(bench, vendors, `${redis.url}/0`);
  bench.say('channels: everybody says hello');
  await everybodySays(vendors, 'xin chào', seconds);
  await analyse([databaseUrl]);
  const answers = await measureAnswers(bench, vendors, product);
  await sleep(emptyWindowsMs);
  const db = openDatabase({ url: databaseUrl, poolSize: 1, onError: () => undefined });
  const backlogs = await measureBacklogs(bench, vendors, db).finally(() => db.close());
  return { name, figures: [...answers, ...backlogs, await refusals(bench, vendors)], skipped: [] };
}

async function startOn(bench: Bench, vendors: Vendors, redisUrl: string) {
  const cluster = bench.use(await makeDataDir());
  const postgres = bench.use(await startEmbeddedPostgres({ dataDir: cluster.path, mode: 'own' }));
  const databaseUrl = await ensureDatabase(postgres.url, 'bench_channels');
  const dataDir = bench.use(await makeDataDir()).path;
  const options = { dataDir, databaseUrl, redisUrl, more: vendors.variables };
  const product = bench.use(await startProduct({ apiRoot: vendors.of.telegram.url, ...options }));
  await vendors.listenAt(new URL(product.bot.url).origin);
  await setRate(databaseUrl, 'sms', smsPerSecond);
  await sleep(reloadMs);
  return { product, databaseUrl };
}

type Round = ReadonlyMap<ChannelName, Heard>;

async function measureAnswers(bench: Bench, vendors: Vendors, { pid }: Product): Promise<Figure[]> {
  const rounds: Round[] = [];
  for (let round = 0; round < bench.rounds; round += 1) {
    const before = cpuSeconds(pid)?.own ?? Number.NaN;
    const heard = await everybodySays(vendors, questions[round % questions.length] ?? '', seconds);
    const cpu = (cpuSeconds(pid)?.own ?? Number.NaN) - before;
    bench.say(
      `channels: ${(100 * withinASecond(heard)).toFixed(1)} % within 1 s, ${cpu.toFixed(1)} s of CPU`,
    );
    for (const [channel, { tookMs, unanswered, messages }] of heard)
      bench.say(
        `  ${channel}: ${tookMs.length} answers in ${messages} messages, ${unanswered} missing, ` +
          `p95 ${percentile(tookMs, 0.95).toFixed(0)} ms`,
      );
    rounds.push(heard);
  }
  const share = 100 * median(rounds.map(withinASecond));
  return [
    figure('answers at the vendor within 1 s, 200/s', '%', share, { target: { atLeast: 95 } }),
    ...delays('all channels', rounds.map(allOf)),
    ...channelNames.flatMap((channel) =>
      delays(
        channel,
        rounds.map((heard) => heard.get(channel)?.tookMs ?? []),
      ),
    ),
  ];
}

const allOf = (heard: Round): number[] => [...heard.values()].flatMap(({ tookMs }) => tookMs);

function withinASecond(heard: Round): number {
  const all = allOf(heard);
  const unanswered = [...heard.values()].reduce((sum, one) => sum + one.unanswered, 0);
  return all.filter((ms) => ms <= 1000).length / (all.length + unanswered);
}

const delays = (whose: string, rounds: readonly (readonly number[])[]): Figure[] =>
  [0.5, 0.95, 0.99].map((share) =>
    figure(`answer p${share * 100}, ${whose}`, 'ms', median(rounds.map((one) => percentile(one, share)))),
  );

interface Limit {
  readonly channel: ChannelName;
  /** As the vendor documents it. */
  readonly most: number;
  readonly windowMs: number;
  readonly backlog: number;
}

const limits: readonly Limit[] = [
  { channel: 'telegram', most: 30, windowMs: 1_000, backlog: 600 },
  { channel: 'zalo-oa', most: 4_000, windowMs: 60_000, backlog: 6_000 },
];

/** Ids of citizens who have not spoken. */
const firstSilent = 100_000;

/** Both at once, as they would be. */
async function measureBacklogs(bench: Bench, vendors: Vendors, db: Database): Promise<Figure[]> {
  const figures = await Promise.all(limits.map((limit) => measureBacklog(bench, { vendors, db, limit })));
  return figures.flat();
}

async function measureBacklog(
  bench: Bench,
  { vendors, db, limit }: { vendors: Vendors; db: Database; limit: Limit },
): Promise<Figure[]> {
  const { channel, most, windowMs, backlog } = limit;
  const vendor = vendors.of[channel];
  const before = (await vendor.deliveredAfter(0)).length;
  await vendor.change(knownToZalo(backlog));
  await addBacklog(db, channel, { count: backlog, from: firstSilent });
  const moments = (await deliveries(vendor, before, backlog)).map(({ at }) => at);
  const rate = steadyRate(moments);
  const fullest = mostWithin(moments, windowMs);
  bench.say(`channels: ${channel} ${rate.toFixed(2)}/s, at most ${fullest} in ${windowMs / 1000} s`);
  return [
    figure(`backlog of ${channel}`, '/s', rate, {
      beside: { what: 'documented', value: (most * 1000) / windowMs },
      target: { atLeast: 0.95 },
    }),
    figure(`most in any ${windowMs / 1000} s, ${channel}`, '', fullest, { target: { atMost: most } }),
  ];
}

/** Zalo takes messages for people who wrote to it; the stand-in for Telegram has nothing to change. */
function knownToZalo(count: number): ZaloSettings {
  const ids = Array.from({ length: count }, (_, index) => citizenOf('zalo-oa', firstSilent + index));
  return { lastInteraction: Object.fromEntries(ids.map((id) => [id, Date.now()])) };
}

/** Of the whole run, steady and backlog. */
async function refusals(bench: Bench, vendors: Vendors): Promise<Figure> {
  let count = 0;
  for (const channel of channelNames) {
    const { rateViolations, limitsBroken, calls } = await vendors.of[channel].counters();
    const broken = [...new Set(limitsBroken)];
    bench.say(`channels: ${channel} ${JSON.stringify({ rateViolations, broken, calls })}`);
    count += rateViolations + limitsBroken.length;
  }
  return figure('calls over a documented limit', '', count, { target: { atMost: 0 } });
}
