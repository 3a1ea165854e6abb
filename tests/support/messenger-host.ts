import { join } from 'node:path';
import { loadSpokenTexts } from '../../src/catalog/spoken-texts.ts';
import type { ChannelHost, Json } from '../../src/channels/channel.ts';
import { createHttpClient } from '../../src/lib/http-client.ts';
import { now } from '../fixtures/messenger-webhooks.ts';
import { createTestVault } from './channel-host.ts';

const speak = await loadSpokenTexts(join(import.meta.dirname, '../../content'), ['messenger']);

/** A house of which a test sees what the channel told it. */
export function createMessengerHost() {
  const notes: Record<string, Json> = {};
  const notices: string[] = [];
  const alerts: string[] = [];
  const notNeeded = () => {
    throw new Error('not a power of Messenger');
  };
  const host: ChannelHost = {
    http: createHttpClient(),
    clock: { now: () => now },
    speak: (language, key, values) => speak(language, `messenger.${key}`, values),
    notice: (kind, detail = '') => notices.push(`${kind} ${detail}`.trim()),
    alert: (kind, detail = '') => alerts.push(`${kind} ${detail}`.trim()),
    notes: { read: () => ({ ...notes }), write: async (patch) => void Object.assign(notes, patch) },
    tokens: createTestVault(),
    ids: { hide: notNeeded, show: notNeeded },
    wakePages: notNeeded,
  };
  return { host, notes, notices, alerts };
}
