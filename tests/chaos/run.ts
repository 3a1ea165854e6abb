import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Counters } from '../support/vendor/stand-in.ts';
import { countUnfinished, raiseSpeed, readBooks } from './books.ts';
import { type Calm, learnCalm } from './calm.ts';
import { createDice } from './dice.ts';
import { fileOf, gather } from './evidence.ts';
import { judge, type Verdict } from './judge.ts';
import { type Citizen, createCitizen, scriptCount, staffedScript } from './scripts.ts';
import { openOffice, signIn } from './staff.ts';
import { type Damage, storm } from './storm.ts';
import { type Backend, buildTown, type Town, withDatabase } from './town.ts';
import {
  type Channel,
  channels,
  closeVendors,
  connect,
  environmentOf,
  openVendors,
  sendsPerSecond,
  unacknowledged,
  type Vendors,
} from './vendors.ts';

export interface ChaosOptions {
  readonly backend: Backend;
  readonly rounds: number;
  readonly citizens: number;
  readonly seed: number;
  readonly redisProgram?: string;
  readonly say: (line: string) => void;
}

export interface ChannelResult extends Verdict {
  readonly counters: Counters;
}

export interface ChaosResult extends Damage {
  readonly channels: Readonly<Record<Channel, ChannelResult>>;
  /** Programs that ended by themselves after they had been ready. */
  readonly crashes: number;
  readonly failedStarts: number;
  readonly staff: { readonly retries: number; readonly refusals: number; readonly doubledNotices: number };
  readonly stops: readonly { name: string; code: number | null; ms: number }[];
  readonly seconds: number;
  readonly settleSeconds: number;
}

interface Stage {
  readonly vendors: Vendors;
  readonly town: Town;
}

const settleTimeoutMs = 180_000;
/** Citizens of the calm day are numbered below those of the storm. */
const firstNumber = 1_000;
const staffCount = 3;

/** Lets citizens chat while parts of the installation are killed, waits until all is quiet, and judges. */
export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const began = Date.now();
  // A space and accents, as in a path that an officer may choose.
  const folder = await mkdtemp(join(tmpdir(), 'gần dân chaos-'));
  await chmod(folder, 0o755);
  const vendors = await openVendors(folder);
  const town = await buildTown({ ...options, folder, accounts: environmentOf(vendors) });
  const stage = { vendors, town };
  try {
    await town.untilReady();
    await connect(vendors, town.publicUrl);
    await withDatabase(town, (db) => raiseSpeed(db, sendsPerSecond));
    const calm = await calmDay(stage);
    options.say(`calm day over after ${secondsSince(began)} s`);
    const citizens = createStormCitizens(options.citizens);
    const cookies = await withDatabase(town, (db) => signIn(db, staffCount));
    const office = openOffice(town.publicUrl, cookies, createDice(options.seed + 1));
    const damage = await storm({ ...options, ...stage, citizens, dice: createDice(options.seed) });
    const settling = Date.now();
    await untilSettled(stage);
    await office.close();
    await untilSettled(stage);
    return {
      channels: await look(stage, citizens, calm),
      ...damage,
      ...tally(town),
      staff: {
        retries: office.retries,
        refusals: office.refusals,
        doubledNotices: (await withDatabase(town, readBooks)).doubledNotices,
      },
      settleSeconds: secondsSince(settling),
      stops: await town.stop(),
      seconds: secondsSince(began),
    };
  } finally {
    await town.clear();
    await closeVendors(vendors);
    if (process.env.CHAOS_KEEP) options.say(`kept ${folder}`);
    else await rm(folder, { recursive: true, force: true });
  }
}

const secondsSince = (moment: number): number => Math.round((Date.now() - moment) / 100) / 10;

/** Beside those who say everything, a quarter more file what staff will claim and answer. */
function createStormCitizens(count: number): Citizen[] {
  const talkers = Array.from({ length: count }, (_, index) => createStormCitizen(index));
  const reporters = Array.from({ length: Math.ceil(count / 4) }, (_, index) =>
    createCitizen(
      channels[index % channels.length] ?? 'telegram',
      firstNumber + count + index,
      staffedScript,
    ),
  );
  return [...talkers, ...reporters];
}

/** Round-robin over the platforms, and every script on every platform. */
function createStormCitizen(index: number): Citizen {
  const channel = channels[index % channels.length] ?? 'telegram';
  return createCitizen(channel, firstNumber + index, Math.floor(index / channels.length) % scriptCount);
}

/** One citizen per platform and script before anything is killed: what they are told everybody must be told. */
async function calmDay(stage: Stage): Promise<Calm> {
  const citizens = channels.flatMap((channel) =>
    Array.from({ length: scriptCount }, (_, script) => createCitizen(channel, script + 1, script)),
  );
  for (const { channel, acts } of citizens) await stage.vendors[channel].citizensDo(acts);
  await untilSettled(stage);
  return learnCalm(await filesOf(stage, citizens));
}

async function filesOf({ vendors, town }: Stage, citizens: readonly Citizen[]) {
  const evidence = await gather(vendors, await withDatabase(town, readBooks));
  return citizens.map((citizen) => fileOf(citizen, evidence));
}

/** Nothing is on its way any more: not at the platforms, not in the database. */
async function untilSettled({ vendors, town }: Stage): Promise<void> {
  const deadline = Date.now() + settleTimeoutMs;
  while (Date.now() < deadline) {
    const waiting = await unacknowledged(vendors);
    const busy = waiting > 0 ? waiting : await withDatabase(town, countUnfinished).catch(() => 1);
    if (busy === 0) return;
    await sleep(500);
  }
}

async function look(stage: Stage, citizens: readonly Citizen[], calm: Calm) {
  const files = await filesOf(stage, citizens);
  const results = channels.map(async (channel) => {
    const own = files.filter(({ citizen }) => citizen.channel === channel);
    const counters = await stage.vendors[channel].counters();
    return [channel, { ...judge(own, calm), counters }] as const;
  });
  return Object.fromEntries(await Promise.all(results)) as Record<Channel, ChannelResult>;
}

const tally = (town: Town) => ({
  crashes: town.parts.reduce((sum, part) => sum + part.crashes, 0),
  failedStarts: town.parts.reduce((sum, part) => sum + part.failedStarts, 0),
});
