import type { ChannelHost } from '../../src/channels/channel.ts';
import { createHttpClient } from '../../src/lib/http-client.ts';
import { createTestVault } from './channel-host.ts';

/** What a channel told its house, to look at afterwards. */
export interface SmsHost extends ChannelHost {
  readonly notices: string[];
}

/** A house for one gateway account: a real HTTP client, ids hidden by turning their digits around. */
export function createSmsHost(
  options: { publicUrl?: string; now?: () => number; timeoutMs?: number } = {},
): SmsHost {
  const { publicUrl, now = Date.now, timeoutMs = 10_000 } = options;
  const notices: string[] = [];
  return {
    http: createHttpClient({ timeoutMs }),
    clock: { now },
    ...(publicUrl !== undefined && { publicUrl }),
    speak: (_language, key) => key,
    notice: (kind) => notices.push(kind),
    alert: (kind) => notices.push(kind),
    notes: { read: () => ({}), write: () => Promise.resolve() },
    tokens: createTestVault(),
    ids: {
      hide: (id) => `h_${Buffer.from(id).toString('base64url')}`,
      show: (hidden) =>
        hidden.startsWith('h_') ? Buffer.from(hidden.slice(2), 'base64url').toString() : undefined,
    },
    wakePages: () => undefined,
    notices,
  };
}
