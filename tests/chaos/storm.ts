import { setTimeout as sleep } from 'node:timers/promises';
import type { Dice } from './dice.ts';
import type { Citizen } from './scripts.ts';
import { createSpeech } from './speech.ts';
import type { Town } from './town.ts';
import type { Vendors } from './vendors.ts';
import { bringNewPair, endToken, losePair } from './zalo-token.ts';

export interface Scene {
  readonly rounds: number;
  readonly vendors: Vendors;
  readonly town: Town;
  readonly citizens: readonly Citizen[];
  readonly dice: Dice;
  readonly say: (line: string) => void;
}

export interface Damage {
  /** How often each victim was hit. */
  readonly kills: Readonly<Record<string, number>>;
  readonly zalo: {
    readonly tokensEnded: number;
    readonly tokensRenewed: number;
    /** Refresh tokens shown a second time, before a pair was lost on purpose. */
    readonly reuses: number;
    /** Why the account held its messages when its pair was lost. */
    readonly pausedFor: string | undefined;
  };
}

type Speech = ReturnType<typeof createSpeech>;

/** Every so many rounds, from the first on, Zalo's token ends while something else is killed. */
const roundsPerToken = 3;

/** Rounds of kills, and at last Zalo's pair of tokens is lost. */
export async function storm(scene: Scene): Promise<Damage> {
  const { rounds, vendors, town, citizens, dice, say } = scene;
  const speech = createSpeech(vendors, citizens, dice);
  const kills: Record<string, number> = {};
  let tokensEnded = 0;
  for (let round = 1; round <= rounds; round++) {
    const victim = town.victims[(round - 1) % town.victims.length] ?? dice.pick(town.victims);
    const endsToken = round % roundsPerToken === 1;
    say(`round ${round}: ${victim}${endsToken ? ' and the Zalo token' : ''}`);
    await playRound(scene, speech, { victim, endsToken, roundsLeft: rounds - round + 1 });
    kills[victim] = (kills[victim] ?? 0) + 1;
    if (endsToken) tokensEnded += 1;
  }
  const { tokenRefreshes = 0, tokenReuses = 0 } = await vendors['zalo-oa'].counters();
  say('last: the pair of Zalo tokens');
  const pausedFor = await lastRound(scene, speech);
  return { kills, zalo: { tokensEnded, tokensRenewed: tokenRefreshes, reuses: tokenReuses, pausedFor } };
}

interface Round {
  readonly victim: string;
  readonly endsToken: boolean;
  readonly roundsLeft: number;
}

/** Lines trickle in, something is killed in the middle of them, everything comes back. */
async function playRound(scene: Scene, speech: Speech, round: Round): Promise<void> {
  const { town, dice } = scene;
  // One share is kept for the last round.
  const share = Math.ceil(speech.left() / (round.roundsLeft + 1));
  const talking = speech.say(share, dice.between(2_000, 4_000));
  await sleep(dice.between(200, 3_000));
  const killing = town.kill(round.victim, dice.between(0, 1_500));
  await sleep(dice.between(0, 300));
  const isRenewed = round.endsToken ? await endToken(scene) : undefined;
  await killing;
  await talking;
  await town.untilReady();
  // Nobody is killed between Zalo's giving the pair and our storing it, for that is `losePair`.
  while (isRenewed && speech.left() > 0 && !(await isRenewed())) await speech.say(1, 100);
}

async function lastRound(scene: Scene, speech: Speech): Promise<string | undefined> {
  const talking = speech.say(speech.left(), 3_000);
  await losePair(scene);
  const reason = await bringNewPair(scene);
  await talking;
  return reason;
}
