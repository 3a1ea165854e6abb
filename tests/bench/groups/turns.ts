import type { Bench } from '../bench.ts';
import { chats } from '../outside/citizens.ts';
import type { Bot, LoadReport } from '../outside/orders.ts';
import { type Outside, startOutside } from '../outside/outside.ts';
import { startPeer } from '../peers.ts';
import { analyse, embeddedUrl, liftAccountLimit, makeDataDir, peerBotAt, startProduct } from '../product.ts';
import { startRedis } from '../redis.ts';
import { type Figure, figure, type GroupReport, type Target } from '../report.ts';
import { median } from '../stats.ts';
import { cpuSeconds } from '../usage.ts';

const seconds = 4;
/** Enough that a bot which answers in batches is never short of work; Telegram itself would keep more. */
const citizens = 256;

interface Contender {
  readonly what: string;
  readonly bot: Bot;
  readonly pid: number;
  readonly rates: number[];
  /** CPU milliseconds per turn of the process itself. */
  readonly cpuMs: number[];
}

/** Whole turns: webhook, engine, stored, delivered to the vendor. */
export async function benchTurns(bench: Bench): Promise<GroupReport> {
  const outside = bench.use(await startOutside());
  const { ours, peers, databases, skipped } = await startAll(bench, outside.apiRoot);
  await liftAccountLimit(databases);
  const all = [...ours, ...peers];
  for (const { what, bot } of all) {
    bench.say(`turns: warming up ${what}`);
    await outside.run({
      kind: 'closed',
      bot,
      citizens,
      seconds: 15,
      turns: ours.some((one) => one.bot === bot) ? chats : 800,
    });
  }
  await analyse(databases);
  for (let round = 0; round < bench.rounds; round += 1) {
    for (const contender of all) await measure(bench, outside, contender);
  }
  const paced: Figure[] = [];
  for (const contender of ours) paced.push(...(await measurePaced(bench, outside, contender)));
  return { name: 'turns', figures: [...compare(ours, peers), ...cpuFigures(ours, peers), ...paced], skipped };
}

async function startAll(bench: Bench, apiRoot: string) {
  const dataDir = bench.use(await makeDataDir());
  const redis = await startRedis();
  if (redis) bench.use(redis);
  const embedded = bench.use(await startProduct({ apiRoot, dataDir: dataDir.path }));
  const ours = [contender('Gần Dân, embedded PostgreSQL', embedded.bot, embedded.pid)];
  const databases = [await embeddedUrl(dataDir.path)];
  const grammy = bench.use(await startPeer('bare-grammy', { apiRoot }));
  const chatUrl = await embeddedUrl(dataDir.path, 'bench_chat');
  const chatPg = bench.use(await startPeer('chat-sdk', { apiRoot, storeUrl: chatUrl }));
  const peers = [
    contender(storeless, peerBotAt(grammy.port), grammy.pid),
    contender(chatOnPostgres, peerBotAt(chatPg.port), chatPg.pid),
  ];
  if (!redis)
    return { ours, peers, databases, skipped: ['PostgreSQL + Redis: no redis-server on this machine'] };
  const databaseUrl = await embeddedUrl(dataDir.path, 'bench_redis');
  const ownDir = bench.use(await makeDataDir());
  const onRedis = bench.use(
    await startProduct({ apiRoot, dataDir: ownDir.path, databaseUrl, redisUrl: `${redis.url}/0` }),
  );
  ours.push(contender('Gần Dân, PostgreSQL + Redis', onRedis.bot, onRedis.pid));
  databases.push(databaseUrl);
  const chatRedis = bench.use(await startPeer('chat-sdk', { apiRoot, storeUrl: `${redis.url}/1` }));
  peers.push(contender(chatOnRedis, peerBotAt(chatRedis.port), chatRedis.pid));
  return { ours, peers, databases, skipped: [] };
}

const storeless = 'grammY without storage';
const chatOnPostgres = 'chat on PostgreSQL';
const chatOnRedis = 'chat on Redis';
const targets: Readonly<Record<string, Target>> = {
  [storeless]: { atLeast: 0.5 },
  [chatOnPostgres]: { atLeast: 5 },
  [chatOnRedis]: { atLeast: 3 },
};

const contender = (what: string, bot: Bot, pid: number): Contender => ({
  what,
  bot,
  pid,
  rates: [],
  cpuMs: [],
});

async function measure(
  bench: Bench,
  outside: Outside,
  { what, bot, pid, rates, cpuMs }: Contender,
): Promise<void> {
  const before = cpuSeconds(pid);
  const report = await outside.run({ kind: 'closed', bot, citizens, seconds });
  const after = cpuSeconds(pid);
  demandComplete(what, report);
  bench.say(`turns: ${what} ${report.answersPerSecond.toFixed(0)}/s`);
  rates.push(report.answersPerSecond);
  if (before && after) cpuMs.push(((after.own - before.own) * 1000) / report.answered.count);
}

function demandComplete(what: string, { refused, unanswered }: LoadReport): void {
  if (refused + unanswered > 0) throw new Error(`${what}: ${refused} refused, ${unanswered} unanswered`);
}

/** Every product against every peer, by the medians of their rounds. */
function compare(ours: readonly Contender[], peers: readonly Contender[]): Figure[] {
  return ours.flatMap((own) =>
    peers.map((peer) => {
      const target = targets[peer.what];
      return figure(own.what, 'turns/s', median(own.rates), {
        beside: { what: peer.what, value: median(peer.rates) },
        ...(target ? { target } : {}),
      });
    }),
  );
}

/** What a turn costs the Node process: unlike the rates, hardly touched by what else runs on the machine. */
function cpuFigures(ours: readonly Contender[], peers: readonly Contender[]): Figure[] {
  const floor = peers.find(({ what }) => what === storeless);
  return ours
    .filter(({ cpuMs }) => cpuMs.length > 0)
    .map((own) =>
      figure(`CPU per turn, ${own.what}`, 'ms', median(own.cpuMs), {
        ...(floor ? { beside: { what: storeless, value: median(floor.cpuMs) } } : {}),
      }),
    );
}

const perSecond = 300;

async function measurePaced(bench: Bench, outside: Outside, { what, bot }: Contender): Promise<Figure[]> {
  const reports: LoadReport[] = [];
  for (let round = 0; round < bench.rounds; round += 1) {
    const report = await outside.run({ kind: 'open', bot, perSecond, seconds, awaitAnswers: true });
    demandComplete(what, report);
    reports.push(report);
  }
  const at = (key: 'p50Ms' | 'p99Ms') => median(reports.map((report) => report.answered[key]));
  return [
    figure(`turn p50 at ${perSecond}/s, ${what}`, 'ms', at('p50Ms'), { target: { atMost: 40 } }),
    figure(`turn p99 at ${perSecond}/s, ${what}`, 'ms', at('p99Ms'), { target: { atMost: 150 } }),
  ];
}
