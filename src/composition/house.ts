import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { WardId } from '../core/ids.ts';
import { createIntake, createSpool, type Intake, keepBundles } from '../features/conversations/index.ts';
import type { KnowledgeBase } from '../features/knowledge/index.ts';
import { listWards, type Ward } from '../features/wards/index.ts';
import { createWebChatSignals, readPhotoOfAccount, type WebChatSignals } from '../features/web-chat/index.ts';
import type { Logger } from '../lib/logger.ts';
import { createMetrics, type Metrics } from '../lib/metrics.ts';
import { createSeal, type Seal } from '../lib/seal.ts';
import type { Database } from '../store/database.ts';
import { type Abilities, createAbilities } from './abilities.ts';
import { loadAppSecret } from './app-secret.ts';
import { type Catalog, flowsFrom, loadCatalog } from './catalog.ts';
import { createChannelMaker, ensureAccounts } from './channel-makers.ts';
import { type ConversationSide, createConversationSide } from './conversation-side.ts';
import { ensureFirstWard } from './first-ward.ts';
import { type ChannelMaker, type LiveAccounts, openLiveAccounts } from './live-accounts.ts';
import { openStore, type Store } from './open-store.ts';
import { findProjectRoot } from './project-root.ts';
import { openQueueSide, type QueueSide } from './queue-engine.ts';
import { createWakeUps, type WakeUps } from './wake-ups.ts';

/** A ward without its settings, which may change at any time. */
export type WardName = Omit<Ward, 'settings'>;

/** Everything a process of Gần Dân is made of, built and ready, but not yet serving or working. */
export interface House {
  readonly config: Config;
  readonly root: string;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly catalog: Catalog;
  readonly store: Store;
  readonly db: Database;
  readonly queue: QueueSide | null;
  readonly wards: readonly WardName[];
  readonly abilities: Abilities;
  readonly seal: Seal;
  readonly knowledge: KnowledgeBase;
  readonly accounts: LiveAccounts;
  readonly intake: Intake;
  readonly conversations: ConversationSide;
  readonly wakeUps: WakeUps;
  readonly webChatSignals: WebChatSignals;
  close(): Promise<void>;
}

export interface HouseOptions {
  /** Whether this process must run the embedded PostgreSQL itself. */
  readonly mode: 'own' | 'share';
  /** Commands drain and send themselves and need no queue. */
  readonly queue: boolean;
  /** Channels beside those of the environment, such as the terminal of the `chat` command. */
  readonly extraChannels?: ChannelMaker;
}

const webChatNotifications = 'gan_dan_web_chat';

export async function openHouse(config: Config, log: Logger, options: HouseOptions): Promise<House> {
  const root = findProjectRoot();
  const catalog = await loadCatalog(root);
  const store = await openStore(config, root, options.mode, log);
  try {
    return await openOn(store, { config, log, root, catalog }, options);
  } catch (error) {
    // A PostgreSQL of our own must not outlive a start that failed.
    await store.close();
    throw error;
  }
}

async function openOn(
  store: Store,
  ground: Pick<House, 'config' | 'log' | 'root' | 'catalog'>,
  options: HouseOptions,
): Promise<House> {
  const { config, log, root, catalog } = ground;
  const queue = options.queue ? await openQueueSide(config, store.url, log) : null;
  const firstWard = await ensureFirstWard(store.db, join(root, 'content'));
  await ensureAccounts(store.db, config, firstWard.id, firstWard.code);
  await keepBundles(store.db, catalog.book.current);
  const base = {
    ...ground,
    store,
    queue,
    db: store.db,
    metrics: createMetrics(),
    seal: createSeal(await loadAppSecret(config)),
    wards: await listWards(store.db),
    webChatSignals: createWebChatSignals(),
  };
  return furnish(base, options);
}

type Base = Pick<
  House,
  | 'config'
  | 'root'
  | 'log'
  | 'catalog'
  | 'store'
  | 'queue'
  | 'db'
  | 'metrics'
  | 'seal'
  | 'wards'
  | 'webChatSignals'
>;

/** Channels, abilities and the pipeline, on what is open already. */
async function furnish(base: Base, options: HouseOptions): Promise<House> {
  const { config, db, log, metrics, catalog, queue } = base;
  const accounts = await openLiveAccounts(db, makerFor(base, options));
  const abilities = await createAbilities({
    root: base.root,
    db,
    catalog,
    seal: base.seal,
    log,
    accountOf: accounts.of,
    readStoredFile: (account, file) => readPhotoOfAccount(db, file.id, account),
  });
  for (const ward of base.wards) await abilities.knowledge.refresh(ward.id);
  const wakeUps = createWakeUps(queue?.engine ?? null, log);
  const conversations = createConversationSide({
    db,
    log,
    metrics,
    abilities: abilities.all,
    flows: flowsFrom(catalog, nameOf(base.wards)),
    pacing: queue?.pacing ?? { kind: 'memory' },
    accountOf: accounts.of,
    capabilitiesOf: accounts.capabilitiesOf,
    onDue: wakeUps.account,
  });
  const spool = createSpool(config.server.dataDir, log);
  const intake = createIntake({ db, log, metrics, spool, lanes: config.tuning.lanes, wake: wakeUps.lanes });
  const { knowledge } = abilities;
  const house = { ...base, accounts, abilities, knowledge, wakeUps, conversations, intake };
  return { ...house, close: () => closeHouse(house) };
}

function makerFor(base: Base, options: HouseOptions): ChannelMaker {
  const { config, db, log, webChatSignals } = base;
  const maker = createChannelMaker({
    config,
    speak: base.catalog.speak,
    log,
    notifyWebChat: (externalId) => notifyWebChat(db, webChatSignals, externalId, config.server.role, log),
  });
  return (row) => options.extraChannels?.(row) ?? maker(row);
}

async function closeHouse(house: Omit<House, 'close'>): Promise<void> {
  await house.conversations.lanes.stop();
  await house.conversations.sender.stop();
  await house.queue?.close();
  await house.store.close();
}

function nameOf(wards: readonly WardName[]): (ward: WardId) => string {
  const names = new Map(wards.map((ward) => [ward.id, ward.name]));
  return (ward) => names.get(ward) ?? '';
}

/** In one process a signal is enough; otherwise the page may be open in another one. */
function notifyWebChat(
  db: Database,
  signals: WebChatSignals,
  externalId: string,
  role: Config['server']['role'],
  log: Logger,
): void {
  signals.emit(externalId);
  if (role === 'all') return;
  db.systemQuery(`select pg_notify('${webChatNotifications}', $1)`, [externalId]).catch((error: unknown) =>
    log.warn({ err: error }, 'a web chat page could not be woken'),
  );
}

/** Passes on wake-ups of pages that are open in this process. */
export function listenForWebChat(house: House): void {
  if (house.config.server.role === 'all') return;
  house.db.listen(webChatNotifications, (externalId) => house.webChatSignals.emit(externalId));
}
