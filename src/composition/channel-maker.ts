import type { Speak } from '../catalog/spoken-texts.ts';
import type { AccountDescription, ChannelHost, Json } from '../channels/channel.ts';
import { channels } from '../channels/registry.ts';
import type { Config } from '../config.ts';
import { systemClock } from '../core/clock.ts';
import { type AccountRow, createTokenVault, openSecrets, writeNotes } from '../features/accounts/index.ts';
import type { HttpClient } from '../lib/http-client.ts';
import type { Logger } from '../lib/logger.ts';
import type { Metrics } from '../lib/metrics.ts';
import type { Seal } from '../lib/seal.ts';
import type { Database } from '../store/database.ts';
import type { ChannelMaker } from './live-accounts.ts';

export interface MakerDeps {
  readonly config: Config;
  readonly db: Database;
  readonly seal: Seal;
  readonly http: HttpClient;
  readonly speak: Speak;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Wakes the open pages of a web-chat citizen, in every process. */
  wakePages(externalId: string): void;
}

/** Makes an account's channel of its row; undefined, with a line in the log, when its description is faulty. */
export function createChannelMaker(deps: MakerDeps): ChannelMaker {
  return (row, latest) => {
    const kind = channels[row.channel];
    if (!kind?.create) return undefined;
    const description = describe(deps, row);
    if (!description) return undefined;
    const checked = kind.account?.safeParse({
      ...description.settings,
      ...description.secrets,
      publicUrl: deps.config.server.publicUrl,
    });
    if (checked && !checked.success) {
      const fields = checked.error.issues.map(({ path }) => path.join('.'));
      deps.log.error({ account: row.id, channel: row.channel, fields }, 'an account is described wrongly');
      return undefined;
    }
    return kind.create(description, hostFor(deps, row, latest));
  };
}

function describe(deps: MakerDeps, row: AccountRow): AccountDescription | undefined {
  const secrets = openSecrets(deps.seal, row.secrets);
  if (!secrets.ok) {
    deps.log.error(
      { account: row.id, fault: secrets.error },
      'credentials cannot be opened with this APP_SECRET',
    );
    return undefined;
  }
  return {
    externalId: row.externalId,
    settings: row.settings as AccountDescription['settings'],
    secrets: secrets.value,
  };
}

/** Every process reads the accounts again within this time. */
const readBackMs = 15_000;

function hostFor(deps: MakerDeps, row: AccountRow, latest: () => AccountRow): ChannelHost {
  const { db, seal, http, speak, log, metrics, config } = deps;
  const { id: account, channel } = row;
  /** Written a moment ago, and perhaps not read back yet. */
  let ahead: Readonly<Record<string, Json>> = {};
  let aheadUntil = 0;
  const { publicUrl } = config.server;
  return {
    http,
    clock: systemClock,
    ...(publicUrl ? { publicUrl } : {}),
    speak: (language, key, values) => speak(language, `${channel}.${key}`, values),
    notice(kind, detail) {
      metrics.channelNotices.inc({ channel, kind });
      log.warn({ account, channel, kind, detail }, 'a channel notices something');
    },
    alert(kind, detail) {
      metrics.channelNotices.inc({ channel, kind });
      log.error({ account, channel, kind, detail }, 'a channel needs attention');
    },
    notes: {
      read: () => (Date.now() < aheadUntil ? { ...latest().notes, ...ahead } : latest().notes),
      async write(patch) {
        ahead = Date.now() < aheadUntil ? { ...ahead, ...patch } : patch;
        aheadUntil = Date.now() + readBackMs;
        await writeNotes(db, account, patch);
      },
    },
    tokens: createTokenVault({ db, seal, log }, account),
    ids: {
      hide: (id) => seal.hide(`channel-id:${channel}`, id),
      show: (hidden) => seal.show(`channel-id:${channel}`, hidden),
    },
    wakePages: deps.wakePages,
  };
}
