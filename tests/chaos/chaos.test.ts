import { describe, expect, it } from 'vitest';
import { redisProgram } from '../support/test-redis.ts';
import { type ChaosResult, runChaos } from './run.ts';
import type { Backend } from './town.ts';

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
  const stops = result.stops.map(({ name, code, ms }) => `${name} code ${code} in ${ms} ms`);
  say(`── chaos on ${backend}, ${result.seconds} s (settled in ${result.settleSeconds} s) ──`);
  say(`citizen messages        ${result.citizenMessages}, messages delivered ${result.answers}`);
  say(`lost                    ${result.lost.length}`);
  say(`answered twice          ${result.answeredTwice.length}`);
  say(`stuck rows              ${result.stuck.length}`);
  say(`out of order            ${result.outOfOrder.length}`);
  say(`unknown rows            ${result.unknown} (${result.unknownArrived} of them had arrived)`);
  say(`killed                  ${kills.join(', ')}`);
  say(`crashed by themselves   ${result.crashes}, starts that failed ${result.failedStarts}`);
  say(`stopped by SIGTERM      ${stops.join(', ')}`);
  say(
    `over Telegram's limits  ${result.rateViolations.overall} overall, ${result.rateViolations.perChat} per chat`,
  );
}

function expectNothingBroken(result: ChaosResult): void {
  expect.soft(result.lost).toEqual([]);
  expect.soft(result.answeredTwice).toEqual([]);
  expect.soft(result.stuck).toEqual([]);
  expect.soft(result.outOfOrder).toEqual([]);
  expect.soft(result.crashes).toBe(0);
  for (const { name, code, ms } of result.stops) {
    expect.soft(code, `${name} ends with`).toBe(0);
    expect.soft(ms, `${name} needs ms`).toBeLessThan(10_000);
  }
  expect(result.citizenMessages).toBeGreaterThan(citizens * 5);
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
