import { type House, type HouseOptions, openHouse } from '../composition/house.ts';
import type { CommandHost } from './command.ts';

/** Opens the house for one command, as the guest of a running server where there is one, and closes it. */
export async function withHouse<T>(
  host: CommandHost,
  work: (house: House) => Promise<T>,
  extraChannels?: HouseOptions['extraChannels'],
): Promise<T> {
  const house = await openHouse(host.config, host.log, {
    mode: 'share',
    queue: false,
    ...(extraChannels ? { extraChannels } : {}),
  });
  try {
    return await work(house);
  } finally {
    await house.close();
  }
}
