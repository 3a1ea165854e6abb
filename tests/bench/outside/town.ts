import type { Delivered } from '../../support/vendor/stand-in.ts';
import { type ChannelName, channelNames, deliveries, type Vendors } from './vendors.ts';

/** Messages a second by each channel: 200 together, each below what its vendor documents. */
export const perSecond: Readonly<Record<ChannelName, number>> = {
  telegram: 25,
  'zalo-oa': 60,
  messenger: 95,
  sms: 20,
};

/** Phone numbers on SMS, large numbers elsewhere. */
const firstId: Readonly<Record<ChannelName, number>> = {
  telegram: 700_000_000,
  'zalo-oa': 7_000_000_000_000,
  messenger: 8_000_000_000_000,
  sms: 84_900_000_000,
};

export const citizenOf = (channel: ChannelName, index: number): string => String(firstId[channel] + index);

/** Milliseconds from the vendor's first try at our webhook to our call for the same citizen. */
export interface Heard {
  readonly tookMs: readonly number[];
  readonly unanswered: number;
  /** More than the answers when an answer had several messages. */
  readonly messages: number;
}

/**
 * Everybody says one line, at random moments with the channel's mean gap: citizens know nothing of each other.
 * No citizen speaks twice, so that what comes to one is the answer.
 */
export async function everybodySays(
  vendors: Vendors,
  line: string,
  seconds: number,
): Promise<ReadonlyMap<ChannelName, Heard>> {
  const heard = channelNames.map(
    async (channel) => [channel, await oneChannelSays(vendors, channel, { line, seconds })] as const,
  );
  return new Map(await Promise.all(heard));
}

async function oneChannelSays(
  vendors: Vendors,
  channel: ChannelName,
  { line, seconds }: { line: string; seconds: number },
): Promise<Heard> {
  const vendor = vendors.of[channel];
  const before = { events: (await vendor.events()).length, seq: (await vendor.deliveredAfter(0)).length };
  const count = perSecond[channel] * seconds;
  const startedAt = performance.now();
  const calls = momentsOf(count, seconds * 1000).map(async (moment, index) => {
    await new Promise((resolve) => setTimeout(resolve, moment - (performance.now() - startedAt)));
    await vendor.citizensDo([{ userId: citizenOf(channel, index), text: line }]);
  });
  await Promise.all(calls);
  const sent = await deliveries(vendor, before.seq, count);
  const asked = (await vendor.events()).slice(before.events);
  return match(asked, sent);
}

/** Moments of independent arrivals: as many as wanted, evenly likely at any time. */
const momentsOf = (count: number, withinMs: number): number[] =>
  Array.from({ length: count }, () => Math.random() * withinMs).sort((one, other) => one - other);

function match(
  asked: readonly { readonly userId: string; readonly sentAt: number }[],
  sent: readonly Delivered[],
): Heard {
  const first = new Map<string, number>();
  for (const { userId, at } of sent) if (!first.has(userId)) first.set(userId, at);
  const tookMs = asked.flatMap(({ userId, sentAt }) => {
    const at = first.get(userId);
    return at === undefined ? [] : [at - sentAt];
  });
  return { tookMs, unanswered: asked.length - tookMs.length, messages: sent.length };
}
