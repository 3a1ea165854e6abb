import type { Capabilities, Channel } from '../channels/channel.ts';
import { type ChannelName, channels } from '../channels/registry.ts';
import type { AccountId } from '../core/ids.ts';
import { type AccountRow, listAccounts } from '../features/accounts/index.ts';
import type { Database } from '../store/database.ts';
import type { LiveAccount } from './conversation-side.ts';

/** Every channel account of the installation, and the channels of those that this process can use. */
export interface LiveAccounts {
  of(id: AccountId): LiveAccount | undefined;
  /** The account of a channel that a webhook names; without a name, the channel's first one. */
  byName(channel: string, externalId?: string): LiveAccount | undefined;
  capabilitiesOf(id: number): Capabilities;
  all(): readonly LiveAccount[];
  /** Reads the accounts again: another process may have added one. */
  reload(): Promise<void>;
}

/** Makes the channel of an account, or undefined when its credentials are not known here. */
export type ChannelMaker = (row: AccountRow) => Channel | undefined;

export async function openLiveAccounts(db: Database, make: ChannelMaker): Promise<LiveAccounts> {
  let rows = new Map<number, AccountRow>();
  const live = new Map<number, LiveAccount>();
  async function reload(): Promise<void> {
    rows = new Map((await listAccounts(db)).map((row) => [row.id, row]));
    for (const row of rows.values()) {
      const channel = live.get(row.id)?.channel ?? make(row);
      if (channel) live.set(row.id, liveAccount(row, channel));
    }
  }
  await reload();
  return {
    of: (id) => live.get(id),
    byName: (channel, externalId) =>
      [...live.values()].find(
        (account) =>
          account.channel.id === channel &&
          (externalId === undefined || rows.get(account.id)?.externalId === externalId),
      ),
    capabilitiesOf(id) {
      const row = rows.get(id);
      if (!row || !(row.channel in channels)) throw new Error('an event of an unknown channel account');
      return channels[row.channel as ChannelName].capabilities;
    },
    all: () => [...live.values()],
    reload,
  };
}

function liveAccount(row: AccountRow, channel: Channel): LiveAccount {
  const sendsPerSecond = row.settings.sendsPerSecond ?? channel.capabilities.sendsPerSecond;
  return { id: row.id, wardId: row.wardId, channel, sendsPerSecond };
}
