import { setTimeout as sleep } from 'node:timers/promises';
import type { Dice } from './dice.ts';
import type { Citizen } from './scripts.ts';
import { createSpeech } from './speech.ts';
import type { Town } from './town.ts';
import { endZaloToken, type Vendors } from './vendors.ts';

export interface Scene {
  readonly rounds: number;
  readonly vendors: Vendors;
  readonly town: Town;
  readonly citizens: readonly Citizen[];
  readonly dice: Dice;
  readonly say: (line: string) => void;
}

/** Every so many rounds, from the first on, Zalo's token ends while something else is killed. */
const roundsPerToken = 3;
const renewalTimeoutMs = 10_000;
const tokenVictim = 'Zalo token';

/**
 * Every round: lines trickle in, something is killed in the middle of them, everything comes back. Returns how
 * often each victim was hit.
 */
export async function storm(scene: Scene): Promise<Record<string, number>> {
  const { rounds, vendors, town, citizens, dice, say } = scene;
  const speech = createSpeech(vendors, citizens, dice);
  const hits: Record<string, number> = {};
  const hit = (victim: string): void => {
    hits[victim] = (hits[victim] ?? 0) + 1;
  };
  for (let round = 1; round <= rounds; round++) {
    const share = Math.ceil(speech.left() / (rounds - round + 1));
    const talking = speech.say(share, dice.between(2_000, 4_000));
    await sleep(dice.between(200, 3_000));
    const victim = town.victims[(round - 1) % town.victims.length] ?? dice.pick(town.victims);
    hit(victim);
    say(`round ${round}: ${victim}`);
    const killing = town.kill(victim, dice.between(0, 1_500));
    const renewals = round % roundsPerToken === 1 ? await endToken(scene) : undefined;
    if (renewals !== undefined) hit(tokenVictim);
    await killing;
    await talking;
    await town.untilReady();
    if (renewals !== undefined) await untilRenewed(scene, renewals);
  }
  return hits;
}

/** While the kill is under way: whoever comes back finds a dead token. Returns the renewals until then. */
async function endToken({ vendors, dice }: Scene): Promise<number> {
  await sleep(dice.between(0, 300));
  const { tokenRefreshes = 0 } = await vendors['zalo-oa'].counters();
  await endZaloToken(vendors);
  return tokenRefreshes;
}

/**
 * A process that is killed between Zalo's handing out a pair and our storing it loses the pair for good, and
 * the account waits for an administrator. That is as it should be and not what is tried here.
 */
async function untilRenewed({ vendors }: Scene, renewals: number): Promise<void> {
  const deadline = Date.now() + renewalTimeoutMs;
  while (Date.now() < deadline) {
    const { tokenRefreshes = 0 } = await vendors['zalo-oa'].counters();
    if (tokenRefreshes > renewals) return;
    await sleep(50);
  }
}
