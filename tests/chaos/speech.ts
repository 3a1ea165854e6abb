import { setTimeout as sleep } from 'node:timers/promises';
import type { Dice } from './dice.ts';
import type { Citizen } from './scripts.ts';
import type { Vendors } from './vendors.ts';

/** Gives out the citizens' lines, each citizen's in order, at random moments. */
export function createSpeech(vendors: Vendors, citizens: readonly Citizen[], dice: Dice) {
  const waiting = citizens
    .map(({ channel, acts }) => ({ channel, acts: [...acts] }))
    .filter(({ acts }) => acts.length > 0);
  const left = (): number => waiting.reduce((sum, { acts }) => sum + acts.length, 0);
  async function sayOne(): Promise<void> {
    const one = dice.pick(waiting);
    const act = one.acts.shift();
    if (one.acts.length === 0) waiting.splice(waiting.indexOf(one), 1);
    if (act) await vendors[one.channel].citizensDo([act]);
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
