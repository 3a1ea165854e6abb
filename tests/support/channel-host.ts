import type { ChannelHost, Json, SendError, TokenPair, TokenVault } from '../../src/channels/channel.ts';
import { err, ok } from '../../src/core/result.ts';
import { createHttpClient } from '../../src/lib/http-client.ts';

interface Told {
  readonly kind: string;
  readonly detail?: string;
}

/** What a channel told its house, to look at afterwards. */
export interface TestHost extends ChannelHost {
  readonly notices: Told[];
  readonly alerts: Told[];
  /** External ids whose pages were woken. */
  readonly woken: string[];
}

export interface TestHostOverrides extends Partial<ChannelHost> {
  /** The pair that the vault starts with. */
  readonly pair?: TokenPair;
  /** The notes that an earlier process left. */
  readonly savedNotes?: Readonly<Record<string, Json>>;
}

/** A house of one process: a real HTTP client, everything else in memory. */
export function createTestHost(overrides: TestHostOverrides = {}): TestHost {
  const { pair, savedNotes, ...replaced } = overrides;
  const notices: Told[] = [];
  const alerts: Told[] = [];
  const woken: string[] = [];
  return {
    http: createHttpClient(),
    clock: { now: () => Date.now() },
    speak: (language, key, values = {}) => [`${language}:${key}`, ...Object.values(values)].join(' '),
    notice: (kind, detail) => notices.push(told(kind, detail)),
    alert: (kind, detail) => alerts.push(told(kind, detail)),
    notes: createTestNotes(savedNotes),
    tokens: createTestVault(pair),
    ids: {
      hide: (id) => Buffer.from(id).toString('base64url'),
      show: (hidden) => Buffer.from(hidden, 'base64url').toString() || undefined,
    },
    wakePages: (externalId) => woken.push(externalId),
    ...replaced,
    notices,
    alerts,
    woken,
  };
}

const told = (kind: string, detail: string | undefined): Told =>
  detail === undefined ? { kind } : { kind, detail };

/** Later keys replace earlier ones, as the stored notes do. */
export function createTestNotes(saved: Readonly<Record<string, Json>> = {}): ChannelHost['notes'] {
  let notes = saved;
  return {
    read: () => notes,
    write(patch) {
      notes = { ...notes, ...patch };
      return Promise.resolve();
    },
  };
}

const noPair: SendError = { code: 'token_dead', vendorCode: 'no_pair', provablyUnsent: true };

/** One renewal at a time; whoever waited gets what the first one got. */
export function createTestVault(first?: TokenPair): TokenVault {
  let pair = first;
  let last: Promise<unknown> = Promise.resolve();
  return {
    current: () => Promise.resolve(pair),
    seed(next) {
      pair ??= next;
      return Promise.resolve();
    },
    replace(next) {
      pair = next;
      return Promise.resolve();
    },
    renew(stale, exchange) {
      const renewal = last.then(async () => {
        if (!pair) return err(noPair);
        if (pair.accessToken !== stale) return ok(pair);
        const got = await exchange(pair.refreshToken);
        if (got.ok) pair = got.value;
        return got;
      });
      last = renewal.catch(() => undefined);
      return renewal;
    },
  };
}
