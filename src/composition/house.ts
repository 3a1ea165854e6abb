import type { Config } from '../config.ts';
import { systemClock } from '../core/clock.ts';
import type { WardId } from '../core/ids.ts';
import { answerByReply } from '../features/cases/index.ts';
import { type Intake, keepBundles } from '../features/conversations/index.ts';
import type { KnowledgeBase } from '../features/knowledge/index.ts';
import { createOwnWords, type OwnWords } from '../features/knowledge-desk/index.ts';
import { createStaffEars } from '../features/notices/index.ts';
import { readPhotoOfAccount } from '../features/web-chat/index.ts';
import type { Logger } from '../lib/logger.ts';
import { type Abilities, createAbilities } from './abilities.ts';
import { caseDesk } from './case-desk.ts';
import { type Catalog, flowsFrom, loadCatalog } from './catalog.ts';
import { type ConversationSide, createConversationSide } from './conversation-side.ts';
import { createIntakeOn, type Ground, type GroundOptions, openGround, type WardName } from './ground.ts';
import { findProjectRoot } from './project-root.ts';
import { openQueueSide, type QueueSide } from './queue-engine.ts';
import { createWakeUps, type WakeUps } from './wake-ups.ts';

/** Everything that answers citizens, built and ready, but not yet working. */
export interface House extends Ground {
  readonly catalog: Catalog;
  readonly queue: QueueSide | null;
  readonly abilities: Abilities;
  readonly knowledge: KnowledgeBase;
  readonly words: OwnWords;
  readonly intake: Intake;
  readonly conversations: ConversationSide;
  readonly wakeUps: WakeUps;
  close(): Promise<void>;
}

export interface HouseOptions extends GroundOptions {
  /** Commands drain and send themselves and need no queue. */
  readonly queue: boolean;
}

export async function openHouse(config: Config, log: Logger, options: HouseOptions): Promise<House> {
  const catalog = await loadCatalog(findProjectRoot());
  return openHouseOf(catalog, config, log, options);
}

/** The same with a catalog that was loaded before. */
export async function openHouseOf(
  catalog: Catalog,
  config: Config,
  log: Logger,
  options: HouseOptions,
): Promise<House> {
  const ground = await openGround(config, log, options);
  try {
    return await furnish(ground, catalog, options);
  } catch (error) {
    await ground.store.close();
    throw error;
  }
}

/** Abilities and the pipeline, on what is open already. */
async function furnish(ground: Ground, catalog: Catalog, options: HouseOptions): Promise<House> {
  const { config, db, log, metrics, accounts, store, seal } = ground;
  const queue = options.queue ? await openQueueSide(config, store.url, log) : null;
  await keepBundles(db, catalog.book.current);
  const abilities = await createAbilities({
    root: ground.root,
    db,
    catalog,
    seal,
    log,
    accountOf: accounts.of,
    readStoredFile: (account, file) => readPhotoOfAccount(db, file.id, account),
  });
  const words = createOwnWords(db);
  for (const { id } of ground.wards) await Promise.all([abilities.knowledge.refresh(id), words.refresh(id)]);
  const wakeUps = createWakeUps(queue?.engine ?? null, log);
  const conversations = createConversationSide({
    db,
    log,
    metrics,
    abilities: abilities.all,
    flows: flowsFrom(catalog, nameOf(ground.wards), words.of),
    sendingRules: catalog.sendingRules,
    staffEars: createStaffEars({
      speak: catalog.speak,
      seal,
      answerCase: (tx, wish) => answerByReply(tx, caseDesk(ground), { ...wish, at: Date.now() }),
      now: systemClock.now,
    }),
    pacing: queue?.pacing ?? { kind: 'memory' },
    accountOf: accounts.of,
    capabilitiesOf: accounts.capabilitiesOf,
    onDue: wakeUps.account,
  });
  const intake = createIntakeOn(ground, wakeUps.lanes);
  const { knowledge } = abilities;
  const house = { ...ground, catalog, queue, abilities, knowledge, words, wakeUps, conversations, intake };
  return { ...house, close: () => closeHouse(house) };
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
