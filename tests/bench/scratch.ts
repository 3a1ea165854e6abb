import { startOutside } from './outside/outside.ts';
import { embeddedUrl, liftAccountLimit, makeDataDir, startProduct, analyse } from './product.ts';
import { cpuSeconds } from './usage.ts';
import { startRedis } from './redis.ts';
const mode = process.argv[2] ?? 'closed';
const useRedis = process.argv[3] === 'redis';
const seconds = Number(process.argv[4] ?? 6);
const outside = await startOutside();
const dataDir = await makeDataDir();
const redis = useRedis ? await startRedis() : undefined;
const product = await startProduct({ apiRoot: outside.apiRoot, dataDir: dataDir.path, ...(redis ? { redisUrl: redis.url } : {}) });
const url = await embeddedUrl(dataDir.path);
await liftAccountLimit([url]);
const warm = await outside.run({ kind: 'closed', bot: product.bot, citizens: 96, seconds: 15, turns: 4000 });
console.log('warm', JSON.stringify(warm));
await analyse([url]);
for (let i = 0; i < Number(process.argv[5] ?? 2); i++) {
  const before = cpuSeconds(product.pid);
  const w = performance.now();
  const r = mode === 'closed'
    ? await outside.run({ kind: 'closed', bot: product.bot, citizens: 96, seconds })
    : await outside.run({ kind: 'open', bot: product.bot, perSecond: Number(mode), seconds, awaitAnswers: true });
  const after = cpuSeconds(product.pid);
  if (before && after) console.log(`node ${((after.own - before.own) * 1000 / r.answered.count).toFixed(3)} ms/turn, pg ${((after.below - before.below) * 1000 / r.answered.count).toFixed(3)} ms/turn, ${r.answersPerSecond.toFixed(0)}/s, busy ${(100*(after.own - before.own) * 1000/(performance.now()-w)).toFixed(0)}%`, JSON.stringify(r));
}
await product.stop(); await outside.close(); await redis?.stop(); await dataDir.remove();
process.exit(0);
