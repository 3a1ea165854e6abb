import { describe, expect, it } from 'vitest';
import { redisProgram } from '../support/test-redis.ts';
import { type ChannelResult, type ChaosResult, runChaos } from './run.ts';
import type { Backend } from './town.ts';
import { type Channel, channels } from './vendors.ts';

const rounds = Number(process.env.CHAOS_ROUNDS ?? 20);
const isFull = rounds >= 20;
const citizens = Number(process.env.CHAOS_CITIZENS ?? (isFull ? 200 : 30));
const seed = Number(process.env.CHAOS_SEED ?? Date.now() % 1_000_000);
const backends = (process.env.CHAOS_BACKENDS ?? (isFull ? 'postgres,redis' : 'postgres')).split(',');

const say = (line: string): void => void process.stdout.write(`    ${line}\n`);

async function runOn(backend: Backend): Promise<ChaosResult> {
  say(`chaos on ${backend}: ${rounds} rounds, ${citizens} citizens, CHAOS_SEED=${seed}`);
  const result = await runChaos({
    backend,
    rounds,
    citizens,
    seed,
    say,
    ...(redisProgram && { redisProgram }),
  });
  report(backend, result);
  return result;
}

function report(backend: Backend, result: ChaosResult): void {
  const kills = Object.entries(result.kills).map(([victim, count]) => `${victim} ${count}`);
  const { zalo } = result;
  const stops = result.stops.map(({ name, code, ms }) => `${name} code ${code} in ${ms} ms`);
  say(`── chaos on ${backend}, ${result.seconds} s (settled in ${result.settleSeconds} s) ──`);
  for (const channel of channels) reportChannel(channel, result.channels[channel]);
  say(`killed                  ${kills.join(', ')}`);
  say(
    `Zalo tokens             ended ${zalo.tokensEnded}, renewed ${zalo.tokensRenewed}, then lost: ${zalo.pausedFor}`,
  );
  const { retries, refusals } = result.staff;
  say(`staff                   sent again ${retries}, somebody was quicker ${refusals}`);
  say(`crashed by themselves   ${result.crashes}, starts that failed ${result.failedStarts}`);
  say(`stopped by SIGTERM      ${stops.join(', ')}`);
}

function reportChannel(channel: Channel, result: ChannelResult): void {
  const { counters, lost, answeredTwice, stuck, outOfOrder } = result;
  const { reports, rateViolations, pushes, events } = counters;
  say(
    `${channel.padEnd(10)} ${result.citizens} citizens, ${result.citizenMessages} messages, ${result.answers} answers`,
  );
  say(
    `           lost ${lost.length}, answered twice ${answeredTwice.length}, stuck ${stuck.length}, out of order ${outOfOrder.length}`,
  );
  const more = [
    `unknown ${result.unknown} (${result.unknownArrived} had arrived)`,
    `${pushes} webhook calls for ${events} events`,
    `over the rate ${rateViolations}`,
    ...(reports === undefined ? [] : [`delivery reports ${reports}`]),
  ];
  say(`           ${more.join(', ')}`);
}

function expectNothingBroken(result: ChaosResult): void {
  for (const channel of channels) expectChannelWhole(channel, result.channels[channel]);
  expectTokensKept(result.zalo);
  expect.soft(result.crashes).toBe(0);
  expect.soft(result.staff.doubledNotices, 'notices told twice').toBe(0);
  // Otherwise nobody of the staff was at work when something was killed.
  expect.soft(result.staff.retries, 'sent again by staff').toBeGreaterThan(0);
  for (const { name, code, ms } of result.stops) {
    expect.soft(code, `${name} ends with`).toBe(0);
    expect.soft(ms, `${name} needs ms`).toBeLessThan(10_000);
  }
}

/** Every token that ended was followed by a new pair, and only a lost pair needed somebody. */
function expectTokensKept({ tokensEnded, tokensRenewed, reuses, pausedFor }: ChaosResult['zalo']): void {
  expect.soft(tokensRenewed, 'tokens renewed').toBeGreaterThanOrEqual(tokensEnded);
  expect.soft(reuses, 'refresh tokens shown twice').toBe(0);
  // The second try finds the pair lost, a third one that overtakes it only that it is dead.
  expect.soft(pausedFor).toMatch(/^token_(lost|dead)$/);
}

function expectChannelWhole(channel: Channel, result: ChannelResult): void {
  const { lost, answeredTwice, stuck, outOfOrder, counters } = result;
  const { limitsBroken } = counters;
  const none = { lost: [], answeredTwice: [], stuck: [], outOfOrder: [], limitsBroken: [] };
  expect.soft({ lost, answeredTwice, stuck, outOfOrder, limitsBroken }, channel).toEqual(none);
  expect.soft(result.citizenMessages, channel).toBeGreaterThan(result.citizens * 4);
}

describe('citizens chat while processes are killed', () => {
  it.skipIf(!backends.includes('postgres'))('on the PostgreSQL queue, in one process', async () => {
    expectNothingBroken(await runOn('postgres'));
  });

  const why = redisProgram ? 'only in npm run test:chaos' : 'no redis-server on the PATH';
  const name = `on the Redis queue, with web and worker processes`;
  const skipped = !backends.includes('redis') || !redisProgram;
  it.skipIf(skipped)(skipped ? `${name} (skipped: ${why})` : name, async () => {
    expectNothingBroken(await runOn('redis'));
  });
});
