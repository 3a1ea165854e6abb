import type { AccountId, EventId, WardId } from '../../core/ids.ts';
import type { Logger } from '../../lib/logger.ts';
import type { Metrics } from '../../lib/metrics.ts';
import { type Database, isPassingTrouble, type WardTx } from '../../store/database.ts';
import { insertMessages, type NewMessage } from '../deliveries/index.ts';
import {
  type Conversation,
  createConversations,
  loadConversations,
  saveConversations,
  saveFacts,
} from './conversations.repo.ts';
import { type Handled, type HandlerDeps, handleEvent } from './handle-event.ts';
import { lockedPending, markDone, markFailed, type PendingEvent, wardsPending } from './inbound.repo.ts';

export interface LaneDeps extends HandlerDeps {
  readonly db: Database;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Told after every commit which accounts have something to send, and when. */
  onCommitted(due: readonly Due[]): void;
  /** A message with a reference number for an event that failed for good. */
  apologise(tx: WardTx, event: PendingEvent): Promise<void>;
}

/** Milliseconds since the epoch at which an account has a message to send. */
export interface Due {
  readonly accountId: AccountId;
  readonly at: number;
}

/** Events of one transaction: more do not make it cheaper, and a failure costs all of them a second try. */
const batchSize = 200;
const maxAttempts = 3;

/** Drains what is due in a lane, ward by ward, until nothing is pending or the process stops. */
export async function processLane(
  deps: LaneDeps,
  lane: number,
  isStopping: () => boolean = () => false,
): Promise<void> {
  for (const ward of await wardsPending(deps.db, lane)) {
    let full = true;
    while (full && !isStopping()) full = (await processBatch(deps, lane, ward)) === batchSize;
  }
}

/** One transaction for up to 200 events; when one of them fails, all are tried again one by one. */
async function processBatch(deps: LaneDeps, lane: number, ward: WardId): Promise<number> {
  const seen: PendingEvent[] = [];
  try {
    await inOneTransaction(deps, lane, ward, seen);
    return seen.length;
  } catch (error) {
    if (seen.length === 0 || isPassingTrouble(error)) throw error;
    deps.log.warn({ err: error, lane, events: seen.length }, 'batch failed, trying its events alone');
    return processOneByOne(deps, lane, ward, seen);
  }
}

/** Later events of a conversation wait until its failed one is handled or given up. Returns how many are settled. */
async function processOneByOne(
  deps: LaneDeps,
  lane: number,
  ward: WardId,
  events: readonly PendingEvent[],
): Promise<number> {
  const waiting = new Set<string>();
  let settled = 0;
  for (const event of events) {
    if (waiting.has(keyOf(event))) continue;
    if (await processAlone(deps, lane, ward, event)) settled += 1;
    else waiting.add(keyOf(event));
  }
  return settled;
}

/** False when the event is to be tried again. */
async function processAlone(
  deps: LaneDeps,
  lane: number,
  ward: WardId,
  event: PendingEvent,
): Promise<boolean> {
  try {
    await inOneTransaction(deps, lane, ward, [], event.id);
    return true;
  } catch (error) {
    if (isPassingTrouble(error)) throw error;
    deps.log.error({ err: error, eventId: event.id }, 'an event failed');
    deps.metrics.eventsHandled.inc({ result: 'failed' });
    return recordFailure(deps, lane, ward, event, error);
  }
}

async function recordFailure(
  deps: LaneDeps,
  lane: number,
  ward: WardId,
  event: PendingEvent,
  error: unknown,
): Promise<boolean> {
  const reason = error instanceof Error ? error.name : 'unknown error';
  const dead = await deps.db.forWard(
    ward,
    async (tx) => {
      const last = await markFailed(tx, event.id, reason, maxAttempts);
      if (last) await deps.apologise(tx, event);
      return last;
    },
    { space: 'lane', id: lane },
  );
  if (dead) deps.onCommitted([{ accountId: event.accountId, at: deps.now() }]);
  return dead;
}

async function inOneTransaction(
  deps: LaneDeps,
  lane: number,
  ward: WardId,
  seen: PendingEvent[],
  only?: EventId,
): Promise<void> {
  const due = await deps.db.forWard(
    ward,
    async (tx) => {
      const events = await lockedPending(tx, lane, batchSize, only);
      seen.push(...events);
      if (events.length === 0) return [];
      const handled = await handleAll(deps, tx, events);
      await writeAll(tx, events, handled);
      return dueOf(handled.flatMap((one) => one.messages));
    },
    { space: 'lane', id: lane },
  );
  deps.metrics.eventsHandled.inc({ result: 'done' }, seen.length);
  const now = deps.now();
  for (const event of seen)
    deps.metrics.turnSeconds.observe(Math.max(0, now - event.receivedAt.getTime()) / 1000);
  if (due.length > 0) deps.onCommitted(due);
}

function dueOf(messages: readonly NewMessage[]): Due[] {
  const moments = messages.map(({ accountId, dueAt }) => ({ accountId, at: dueAt.getTime() }));
  return [...new Map(moments.map((due) => [`${due.accountId}:${due.at}`, due])).values()];
}

async function handleAll(deps: LaneDeps, tx: WardTx, events: readonly PendingEvent[]): Promise<Handled[]> {
  const conversations = await conversationsOf(tx, events);
  const handled: Handled[] = [];
  for (const event of events) {
    const key = keyOf(event);
    const conversation = conversations.get(key);
    if (!conversation) throw new Error('conversation missing after it was created');
    const one = await handleEvent(deps, tx, conversation, event);
    conversations.set(key, one.conversation);
    handled.push(one);
  }
  return handled;
}

async function conversationsOf(
  tx: WardTx,
  events: readonly PendingEvent[],
): Promise<Map<string, Conversation>> {
  const newcomers = events.filter((event) => event.conversationId === null);
  for (const account of new Set(newcomers.map((event) => event.accountId))) {
    const theirs = newcomers.filter((event) => event.accountId === account);
    await createConversations(tx, account, [...new Set(theirs.map((event) => event.externalId))]);
  }
  const unique = [...new Map(events.map((event) => [keyOf(event), event])).values()];
  const rows = await loadConversations(
    tx,
    unique.map((event) => event.accountId),
    unique.map((event) => event.externalId),
  );
  return new Map(rows.map((row) => [keyOf(row), row]));
}

/** The event's mark, the new sessions and all outgoing messages: together or not at all. */
async function writeAll(
  tx: WardTx,
  events: readonly PendingEvent[],
  handled: readonly Handled[],
): Promise<void> {
  const changed = [...new Map(handled.map((one) => [one.conversation.id, one.conversation])).values()];
  await saveConversations(tx, changed);
  const messages = handled.flatMap((one) => one.messages);
  if (messages.length > 0) await insertMessages(tx, messages);
  const facts = handled.flatMap((one, index) =>
    one.facts.map((name, seq) => ({
      conversationId: one.conversation.id,
      inboundEventId: (events[index] as PendingEvent).id,
      seq,
      name,
    })),
  );
  if (facts.length > 0) await saveFacts(tx, facts);
  await markDone(
    tx,
    events.map((event) => event.id),
  );
}

const keyOf = (row: { accountId: number; externalId: string }): string =>
  `${row.accountId}:${row.externalId}`;
