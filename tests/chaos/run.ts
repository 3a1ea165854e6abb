import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { type RemoteStandIn, spawnStandInTelegram } from '../support/stand-in-telegram.ts';
import { createDice, type Dice } from './dice.ts';
import { type Calm, judge, nameless, readBooks, type Verdict } from './judge.ts';
import { type Citizen, createCitizen, scriptCount } from './scripts.ts';
import { type Backend, buildTown, type Town } from './town.ts';

export interface ChaosOptions {
  readonly backend: Backend;
  readonly rounds: number;
  readonly citizens: number;
  readonly seed: number;
  readonly redisProgram?: string;
  readonly say: (line: string) => void;
}

export interface ChaosResult extends Verdict {
  readonly kills: Readonly<Record<string, number>>;
  /** Programs that ended by themselves after they had been ready. */
  readonly crashes: number;
  readonly failedStarts: number;
  readonly stops: readonly { name: string; code: number | null; ms: number }[];
  readonly rateViolations: { readonly overall: number; readonly perChat: number };
  readonly seconds: number;
  readonly settleSeconds: number;
}

/** The test is about order and loss, not about Telegram's 30 per second. */
const sendsPerSecond = 300;
const settleTimeoutMs = 180_000;
/** Chats of the calm day are numbered below those of the citizens. */
const firstChat = 1_000;

/** Lets citizens chat while parts of the installation are killed, waits until all is quiet, and judges. */
export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const began = Date.now();
  // A space and accents, as in a path that an officer may choose.
  const folder = await mkdtemp(join(tmpdir(), 'gần dân chaos-'));
  await chmod(folder, 0o755);
  const standIn = await spawnStandInTelegram({
    recordFile: join(folder, 'delivered.jsonl'),
    duplicateShare: 0.05,
    giveUpAfterMs: 900_000,
    limits: { perSecond: sendsPerSecond, perChatPerSecond: 1 },
  });
  const town = await buildTown({ ...options, folder, telegram: standIn });
  try {
    await town.untilReady();
    await raiseSpeed(town);
    const calm = await calmDay(standIn, town);
    options.say(`calm day over after ${secondsSince(began)} s`);
    const dice = createDice(options.seed);
    const citizens = Array.from({ length: options.citizens }, (_, index) =>
      createCitizen(firstChat + index, index % scriptCount),
    );
    const kills = await storm(options, standIn, town, citizens, dice);
    const settling = Date.now();
    await untilSettled(standIn, town);
    return {
      ...(await look(standIn, town, citizens, calm)),
      ...tally(town, kills),
      settleSeconds: secondsSince(settling),
      stops: await town.stop(),
      seconds: secondsSince(began),
    };
  } finally {
    await town.clear();
    await standIn.close();
    if (process.env.CHAOS_KEEP) options.say(`kept ${folder}`);
    else await rm(folder, { recursive: true, force: true });
  }
}

const secondsSince = (moment: number): number => Math.round((Date.now() - moment) / 100) / 10;

async function withDatabase<T>(town: Town, work: (db: Database) => Promise<T>): Promise<T> {
  const db = openDatabase({ url: await town.databaseUrl(), poolSize: 2, onError: () => undefined });
  return work(db).finally(() => db.close());
}

async function raiseSpeed(town: Town): Promise<void> {
  const settings = JSON.stringify({ sendsPerSecond });
  await withDatabase(town, (db) =>
    db.systemQuery(`update channel_account set settings = $1 where channel = 'telegram'`, [settings]),
  );
}

/** One citizen per script before anything is killed: what they are told is what everybody must be told. */
async function calmDay(standIn: RemoteStandIn, town: Town): Promise<Calm> {
  const citizens = Array.from({ length: scriptCount }, (_, script) => createCitizen(script + 1, script));
  await standIn.citizensDo(citizens.flatMap(({ acts }) => acts));
  await untilSettled(standIn, town);
  const delivered = await standIn.deliveredAfter(0);
  return new Map(
    citizens.map(({ chatId, script }) => [
      script,
      delivered.filter((one) => one.chatId === chatId).map(({ text }) => nameless(text)),
    ]),
  );
}

/** Every round: lines trickle in, something is killed in the middle of them, everything comes back. */
async function storm(
  options: ChaosOptions,
  standIn: RemoteStandIn,
  town: Town,
  citizens: readonly Citizen[],
  dice: Dice,
): Promise<Record<string, number>> {
  const speech = createSpeech(standIn, citizens, dice);
  const kills: Record<string, number> = {};
  for (let round = 1; round <= options.rounds; round++) {
    const share = Math.ceil(speech.left() / (options.rounds - round + 1));
    const talking = speech.say(share, dice.between(2_000, 4_000));
    await sleep(dice.between(200, 3_000));
    const victim = town.victims[(round - 1) % town.victims.length] ?? dice.pick(town.victims);
    kills[victim] = (kills[victim] ?? 0) + 1;
    options.say(`round ${round}: ${victim}`);
    await town.kill(victim, dice.between(0, 1_500));
    await talking;
    await town.untilReady();
  }
  return kills;
}

/** Gives out the citizens' lines, each citizen's in order, at random moments. */
function createSpeech(standIn: RemoteStandIn, citizens: readonly Citizen[], dice: Dice) {
  const waiting = citizens.map(({ acts }) => [...acts]).filter((acts) => acts.length > 0);
  const left = (): number => waiting.reduce((sum, acts) => sum + acts.length, 0);
  async function sayOne(): Promise<void> {
    const acts = dice.pick(waiting);
    const act = acts.shift();
    if (acts.length === 0) waiting.splice(waiting.indexOf(acts), 1);
    if (act) await standIn.citizensDo([act]);
  }
  return {
    left,
    async say(count: number, duringMs: number): Promise<void> {
      for (let said = 0; said < count && left() > 0; said++) {
        await sayOne();
        await sleep(dice.between(0, (2 * duringMs) / count));
      }
    },
  };
}

/** Nothing is on its way any more: not at the platform, not in the database. */
async function untilSettled(standIn: RemoteStandIn, town: Town): Promise<void> {
  const deadline = Date.now() + settleTimeoutMs;
  while (Date.now() < deadline) {
    const { unacknowledged } = await standIn.counters();
    const busy = unacknowledged > 0 ? unacknowledged : await withDatabase(town, unfinished).catch(() => 1);
    if (busy === 0) return;
    await sleep(500);
  }
}

async function unfinished(db: Database): Promise<number> {
  const [row] = await db.systemQuery<{ busy: number }>(
    `select ((select count(*) from inbound_event where state = 'pending')
      + (select count(*) from message where state in ('created', 'sending', 'temporary_failure')))::int as busy`,
  );
  return row?.busy ?? 1;
}

async function look(
  standIn: RemoteStandIn,
  town: Town,
  citizens: readonly Citizen[],
  calm: Calm,
): Promise<Verdict & Pick<ChaosResult, 'rateViolations'>> {
  const updatesOf = new Map<number, number[]>();
  for (const { chatId, updateId } of await standIn.updateLogs()) {
    if (chatId >= firstChat) updatesOf.set(chatId, [...(updatesOf.get(chatId) ?? []), updateId]);
  }
  const delivered = await standIn.deliveredAfter(0);
  const books = await withDatabase(town, readBooks);
  const { rateViolations } = await standIn.counters();
  return { ...judge({ citizens, updatesOf, delivered, books, calm }), rateViolations };
}

const tally = (town: Town, kills: Record<string, number>) => ({
  kills,
  crashes: town.parts.reduce((sum, part) => sum + part.crashes, 0),
  failedStarts: town.parts.reduce((sum, part) => sum + part.failedStarts, 0),
});
