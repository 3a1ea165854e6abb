import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { AccountId, WardId } from '../core/ids.ts';
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
  const metrics = createMetrics();
  const store = await openStore(config, root, options.mode, log);
  const { db } = store;
  const queue = options.queue ? await openQueueSide(config, store.url, log) : null;
  const firstWard = await ensureFirstWard(db, join(root, 'content'));
  await ensureAccounts(db, config, firstWard.id, firstWard.code);
  const wards = await listWards(db);
  await keepBundles(db, catalog.book.current);
  const seal = createSeal(await loadAppSecret(config));
  const abilities = await createAbilities({
    root,
    catalog,
    seal,
    log,
    accountOf: (id) => accounts.of(id),
    readStoredFile: (account, file) => readPhotoOfAccount(db, file.id, account),
  });
  const { knowledge } = abilities;
  for (const ward of wards) await knowledge.refresh(ward.id);

  const webChatSignals = createWebChatSignals();
  const maker = createChannelMaker({
    config,
    speak: catalog.speak,
    log,
    notifyWebChat: (externalId) => notifyWebChat(db, webChatSignals, externalId, config.server.role, log),
  });
  const accounts = await openLiveAccounts(db, (row) => options.extraChannels?.(row) ?? maker(row));
  const wakeUps = createWakeUps(queue?.engine ?? null, config.server.role, log);
  const conversations = createConversationSide({
    db,
    log,
    metrics,
    abilities: abilities.all,
    flows: flowsFrom(catalog, nameOf(wards)),
    pacing: queue?.pacing ?? { kind: 'memory' },
    accountOf: (id: AccountId) => accounts.of(id),
    capabilitiesOf: (id) => accounts.capabilitiesOf(id),
    onDue: wakeUps.account,
  });
  const intake = createIntake({
    db,
    log,
    metrics,
    lanes: config.tuning.lanes,
    spool: createSpool(config.server.dataDir, log),
    wake: wakeUps.lanes,
  });
  return {
    config,
    root,
    log,
    metrics,
    catalog,
    store,
    db,
    queue,
    wards,
    abilities,
    seal,
    knowledge,
    accounts,
    intake,
    conversations,
    wakeUps,
    webChatSignals,
    async close() {
      await conversations.lanes.stop();
      await conversations.sender.stop();
      await queue?.close();
      await store.close();
    },
  };
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
