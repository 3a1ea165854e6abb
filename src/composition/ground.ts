import { join } from 'node:path';
import { loadCaseRules } from '../catalog/load-case-rules.ts';
import { loadDeadlines } from '../catalog/load-deadlines.ts';
import type { Speak } from '../catalog/spoken-texts.ts';
import type { Config } from '../config.ts';
import { createIntake, createSpool, type Intake } from '../features/conversations/index.ts';
import { settleStamps } from '../features/deliveries/index.ts';
import { listWards, type Ward } from '../features/wards/index.ts';
import { createWebChatSignals, type WebChatSignals } from '../features/web-chat/index.ts';
import { createHttpClient } from '../lib/http-client.ts';
import type { Logger } from '../lib/logger.ts';
import { createMetrics, type Metrics } from '../lib/metrics.ts';
import { createSeal, type Seal } from '../lib/seal.ts';
import type { CaseRules } from '../rules/case-rules.ts';
import type { DeadlineRule } from '../rules/deadlines.ts';
import type { Database } from '../store/database.ts';
import { loadAppSecret } from './app-secret.ts';
import { createChannelMaker } from './channel-maker.ts';
import { ensureAccounts } from './ensure-accounts.ts';
import { ensureFirstWard } from './first-ward.ts';
import { type ChannelMaker, type LiveAccounts, openLiveAccounts } from './live-accounts.ts';
import { openStore, type Store } from './open-store.ts';
import { findProjectRoot } from './project-root.ts';
import { notifyPages } from './web-chat-pages.ts';
import { loadWords } from './words.ts';

/** A ward without its settings, which may change at any time. */
export type WardName = Omit<Ward, 'settings'>;

/** What every process and thread of Gần Dân stands on: PostgreSQL, wards, channel accounts. */
export interface Ground {
  readonly config: Config;
  readonly root: string;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly speak: Speak;
  readonly store: Store;
  readonly db: Database;
  readonly seal: Seal;
  readonly wards: readonly WardName[];
  readonly accounts: LiveAccounts;
  readonly webChatSignals: WebChatSignals;
  readonly law: CaseLaw;
}

/** What the law says about cases; a ward's own rows are added. */
export interface CaseLaw {
  readonly deadlines: readonly DeadlineRule[];
  readonly caseRules: CaseRules;
}

export interface GroundOptions {
  /** Whether this process must run the embedded PostgreSQL itself. */
  readonly mode: 'own' | 'share';
  /** Channels beside those of the environment, such as the terminal of the `chat` command. */
  readonly extraChannels?: ChannelMaker;
  /** Wakes the pages of a web-chat citizen; by default those of all processes of this ROLE. */
  readonly wakePages?: (externalId: string) => void;
  /** A thread beside the main one leaves out what counts for the whole process. */
  readonly metrics?: Metrics;
}

export async function openGround(config: Config, log: Logger, options: GroundOptions): Promise<Ground> {
  const root = findProjectRoot();
  const speak = await loadWords(root);
  const store = await openStore(config, root, options.mode, log);
  try {
    return await openOn(store, { config, root, log, speak }, options);
  } catch (error) {
    // A PostgreSQL of our own must not outlive a start that failed.
    await store.close();
    throw error;
  }
}

async function openOn(
  store: Store,
  base: Pick<Ground, 'config' | 'root' | 'log' | 'speak'>,
  options: GroundOptions,
): Promise<Ground> {
  const { config, root, log, speak } = base;
  const { db } = store;
  // Nobody else can be sending: what an earlier run left under way has an unknown fate.
  if (store.owned) await settleStamps(db);
  const firstWard = await ensureFirstWard(db, join(root, 'content'));
  const seal = createSeal(await loadAppSecret(config), config.previousAppSecrets);
  await ensureAccounts(db, seal, config, firstWard);
  const webChatSignals = createWebChatSignals();
  const wakePages = options.wakePages ?? notifyPages(db, webChatSignals, config.server.role, log);
  const metrics = options.metrics ?? createMetrics();
  const http = createHttpClient();
  const maker = createChannelMaker({ config, db, seal, http, speak, log, metrics, wakePages });
  const make: ChannelMaker = (row, latest) => options.extraChannels?.(row, latest) ?? maker(row, latest);
  return {
    ...base,
    store,
    db,
    seal,
    metrics,
    wards: await listWards(db),
    accounts: await openLiveAccounts(db, make),
    webChatSignals,
    law: await loadLaw(join(root, 'content')),
  };
}

async function loadLaw(contentDir: string): Promise<CaseLaw> {
  return { deadlines: await loadDeadlines(contentDir), caseRules: await loadCaseRules(contentDir) };
}

/** Takes events in; `wake` is told which lanes have something new. */
export function createIntakeOn(ground: Ground, wake: (lanes: readonly number[]) => void): Intake {
  const { config, db, log, metrics } = ground;
  const spool = createSpool(config.server.dataDir, log);
  return createIntake({ db, log, metrics, spool, lanes: config.tuning.lanes, wake });
}
