import type { Channel } from '../channels/channel.ts';
import type { AccountId } from '../core/ids.ts';
import type { LiveAccount } from './conversation-side.ts';

/** Starts accounts as they come, and again with what has changed about them. */
export interface Openings {
  follow(accounts: readonly LiveAccount[]): void;
  stop(): void;
  ended(): Promise<unknown>;
}

interface Opening {
  readonly channel: Channel;
  readonly stopping: AbortController;
  readonly ended: Promise<void>;
}

export function createOpenings(
  start: (account: LiveAccount, stopping: AbortSignal) => Promise<void>,
): Openings {
  const openings = new Map<AccountId, Opening>();
  let stopped = false;
  function open(account: LiveAccount, before: Promise<void>): void {
    const stopping = new AbortController();
    const { channel } = account;
    // Two pollers with one token would be refused.
    const ended = before.then(() => (stopping.signal.aborted ? undefined : start(account, stopping.signal)));
    openings.set(account.id, { channel, stopping, ended });
  }
  return {
    follow(accounts) {
      if (stopped) return;
      for (const account of accounts) {
        const known = openings.get(account.id);
        if (known?.channel === account.channel) continue;
        known?.stopping.abort();
        open(account, known?.ended ?? Promise.resolve());
      }
      const present = new Set(accounts.map(({ id }) => id));
      for (const [id, { stopping }] of openings) if (!present.has(id)) stopping.abort();
    },
    stop() {
      stopped = true;
      for (const { stopping } of openings.values()) stopping.abort();
    },
    ended: () => Promise.all([...openings.values()].map(({ ended }) => ended)),
  };
}
