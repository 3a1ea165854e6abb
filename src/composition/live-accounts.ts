import { type Capabilities, type Channel, sharesBucket } from '../channels/channel.ts';
import { channels } from '../channels/registry.ts';
import type { AccountId } from '../core/ids.ts';
import { type AccountRow, listAccounts } from '../features/accounts/index.ts';
import type { Database } from '../store/database.ts';
import type { LiveAccount } from './conversation-side.ts';

/** Every channel account of the installation, and the channels of those that this process can use. */
export interface LiveAccounts {
  of(id: AccountId): LiveAccount | undefined;
  /** The account of a channel that a webhook names; without a name, the channel's first one. */
  byName(channel: string, externalId?: string): LiveAccount | undefined;
  /** All accounts of a channel; the same list until they are read again. */
  ofChannel(channel: string): readonly LiveAccount[];
  capabilitiesOf(id: number): Capabilities;
  all(): readonly LiveAccount[];
  /** Reads the accounts again: another process may have added or changed one. */
  reload(): Promise<void>;
}

/**
 * Makes the channel of an account, or undefined when it cannot be used here. `latest` is the row as it was
 * read last.
 */
export type ChannelMaker = (row: AccountRow, latest: () => AccountRow) => Channel | undefined;

interface Made {
  readonly account: LiveAccount | undefined;
  /** What it was made of. */
  readonly from: string;
}

export async function openLiveAccounts(db: Database, make: ChannelMaker): Promise<LiveAccounts> {
  let rows = new Map<number, AccountRow>();
  const made = new Map<number, Made>();
  let byChannel: ReadonlyMap<string, readonly LiveAccount[]> = new Map();
  const live = () => [...made.values()].flatMap(({ account }) => account ?? []);

  function refresh(row: AccountRow): void {
    const from = JSON.stringify([row.settings, row.secrets]);
    if (made.get(row.id)?.from === from) return;
    const channel = make(row, () => rows.get(row.id) ?? row);
    made.set(row.id, { from, account: channel && liveAccount(row, channel) });
  }
  async function reload(): Promise<void> {
    rows = new Map((await listAccounts(db)).map((row) => [row.id, row]));
    for (const row of rows.values()) refresh(row);
    for (const id of made.keys()) if (!rows.has(id)) made.delete(id);
    // Webhooks look here, so it is sorted once and not for each of them.
    byChannel = sortedByChannel(live());
  }
  await reload();
  return {
    of: (id) => made.get(id)?.account,
    byName: (channel, externalId) =>
      live().find(
        (account) =>
          account.channel.id === channel && (externalId === undefined || account.externalId === externalId),
      ),
    ofChannel: (channel) => byChannel.get(channel) ?? [],
    capabilitiesOf(id) {
      const known = made.get(id)?.account?.channel ?? channels[rows.get(id)?.channel ?? ''];
      if (!known) throw new Error('an event of an unknown channel account');
      return known.capabilities;
    },
    all: live,
    reload,
  };
}

function sortedByChannel(accounts: readonly LiveAccount[]): ReadonlyMap<string, readonly LiveAccount[]> {
  const sorted = new Map<string, LiveAccount[]>();
  for (const account of accounts) {
    const { id } = account.channel;
    sorted.set(id, [...(sorted.get(id) ?? []), account]);
  }
  return sorted;
}

function liveAccount(row: AccountRow, channel: Channel): LiveAccount {
  const { capabilities } = channel;
  return {
    id: row.id,
    wardId: row.wardId,
    externalId: row.externalId,
    channel,
    settings: row.settings,
    bucket: sharesBucket(channel) ? channel.bucket : String(row.id),
    sendsPerSecond: row.settings.sendsPerSecond ?? capabilities.sendsPerSecond,
  };
}
