import type { Bench } from '../bench.ts';
import type { Bot, LoadReport } from '../outside/orders.ts';
import { type Outside, startOutside } from '../outside/outside.ts';
import { startPeer } from '../peers.ts';
import { embeddedUrl, liftAccountLimit, makeDataDir, peerBotAt, startProduct } from '../product.ts';
import { type Figure, figure, type GroupReport } from '../report.ts';
import { median } from '../stats.ts';

const rates = [100, 300, 600];
const seconds = 3;
const target = { atMost: 3 };

/** How long a webhook call waits for its 200, beside express with one INSERT on the same PostgreSQL. */
export async function benchWebhook(bench: Bench): Promise<GroupReport> {
  const vendor = bench.use(await startOutside());
  const driver = bench.use(await startOutside());
  const dataDir = bench.use(await makeDataDir());
  const product = bench.use(await startProduct({ apiRoot: vendor.apiRoot, dataDir: dataDir.path }));
  const storeUrl = await embeddedUrl(dataDir.path, 'bench_bare');
  const bare = bench.use(await startPeer('bare-insert', { apiRoot: vendor.apiRoot, storeUrl }));
  await liftAccountLimit([await embeddedUrl(dataDir.path)]);
  const bots = { product: product.bot, bare: peerBotAt(bare.port) };
  for (const bot of Object.values(bots)) await ask(driver, bot, 200, 4);
  const figures: Figure[] = [];
  for (const perSecond of rates) figures.push(...(await compare(bench, driver, bots, perSecond)));
  return { name: 'webhook', figures, skipped: [] };
}

async function compare(
  bench: Bench,
  driver: Outside,
  bots: { product: Bot; bare: Bot },
  perSecond: number,
): Promise<Figure[]> {
  const ours: LoadReport[] = [];
  const floor: LoadReport[] = [];
  for (let round = 0; round < bench.rounds; round += 1) {
    floor.push(await ask(driver, bots.bare, perSecond, seconds));
    ours.push(await ask(driver, bots.product, perSecond, seconds));
  }
  const refused = [...ours, ...floor].reduce((sum, report) => sum + report.refused, 0);
  if (refused > 0) throw new Error(`${refused} webhook calls were refused`);
  const at = (reports: readonly LoadReport[], key: 'p50Ms' | 'p99Ms') =>
    median(reports.map((report) => report.acknowledged[key]));
  const judged = perSecond === 300 ? { target } : {};
  return (['p50Ms', 'p99Ms'] as const).map((key) =>
    figure(`ack ${key.slice(0, 3)} at ${perSecond}/s`, 'ms', at(ours, key), {
      beside: { what: 'express + INSERT', value: at(floor, key) },
      ...judged,
    }),
  );
}

const ask = (driver: Outside, bot: Bot, perSecond: number, seconds: number): Promise<LoadReport> =>
  driver.run({ kind: 'open', bot, perSecond, seconds, awaitAnswers: false });
