import type { EventId, WardId } from '../../core/ids.ts';
import type { Logger } from '../../lib/logger.ts';
import type { Metrics } from '../../lib/metrics.ts';
import { type Database, isPassingTrouble, type WardTx } from '../../store/database.ts';
import type { Departure, Due, NewMessage } from '../deliveries/index.ts';
import {
  type ContactFact,
  type Conversation,
  createConversations,
  loadConversations,
  saveTurns,
} from './conversations.repo.ts';
import { type Handled, type HandlerDeps, handleEvent } from './handle-event.ts';
import { markFailed, type PendingEvent, pendingEvents, wardsPending } from './inbound.repo.ts';

export interface LaneDeps extends HandlerDeps {
  readonly db: Database;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Told after every commit which accounts have something to send, and when. */
  onCommitted(due: readonly Due[]): void;
  /** Prepares the way of messages from the turn to the platform. */
  depart(messages: readonly NewMessage[]): Promise<Departure>;
  /** A message with a reference number for an event that failed for good. */
  apologise(tx: WardTx, event: PendingEvent): Promise<void>;
}

/** Events of one transaction: more do not make it cheaper, and a failure costs all of them a second try. */
const batchSize = 200;
const maxAttempts = 3;

/** Drains what is due in these lanes, ward by ward, until nothing is pending or the process stops. */
export async function processLanes(
  deps: LaneDeps,
  lanes: readonly number[],
  isStopping: () => boolean = () => false,
): Promise<void> {
  for (const ward of await wardsPending(deps.db, lanes)) {
    let full = true;
    while (full && !isStopping()) full = (await processBatch(deps, lanes, ward)) === batchSize;
  }
}

/** One transaction for up to 200 events; when one of them fails, all are tried again one by one. */
async function processBatch(deps: LaneDeps, lanes: readonly number[], ward: WardId): Promise<number> {
  const seen: PendingEvent[] = [];
  try {
    await inOneTransaction(deps, lanes, ward, seen);
    return seen.length;
  } catch (error) {
    if (seen.length === 0 || isPassingTrouble(error)) throw error;
    deps.log.warn({ err: error, lanes, events: seen.length }, 'batch failed, trying its events alone');
    return processOneByOne(deps, lanes, ward, seen);
  }
}

/** Later events of a conversation wait until its failed one is handled or given up. Returns how many are settled. */
async function processOneByOne(
  deps: LaneDeps,
  lanes: readonly number[],
  ward: WardId,
  events: readonly PendingEvent[],
): Promise<number> {
  const waiting = new Set<string>();
  let settled = 0;
  for (const event of events) {
    if (waiting.has(keyOf(event))) continue;
    if (await processAlone(deps, lanes, ward, event)) settled += 1;
    else waiting.add(keyOf(event));
  }
  return settled;
}

/** False when the event is to be tried again. */
async function processAlone(
  deps: LaneDeps,
  lanes: readonly number[],
  ward: WardId,
  event: PendingEvent,
): Promise<boolean> {
  try {
    await inOneTransaction(deps, lanes, ward, [], event.id);
    return true;
  } catch (error) {
    if (isPassingTrouble(error)) throw error;
    deps.log.error({ err: error, eventId: event.id }, 'an event failed');
    deps.metrics.eventsHandled.inc({ result: 'failed' });
    return recordFailure(deps, lanes, ward, event, error);
  }
}

async function recordFailure(
  deps: LaneDeps,
  lanes: readonly number[],
  ward: WardId,
  event: PendingEvent,
  error: unknown,
): Promise<boolean> {
  const reason = error instanceof Error ? error.name : 'unknown error';
  const dead = await deps.db.forWard(
    ward,
    async (tx) => {
      const last = await markFailed(tx, event.id, reason, maxAttempts);
      if (last && isOfCitizen(event)) await deps.apologise(tx, event);
      return last;
    },
    { space: 'lane', ids: lanes },
  );
  if (dead) deps.onCommitted([{ accountId: event.accountId, at: deps.now() }]);
  return dead;
}

async function inOneTransaction(
  deps: LaneDeps,
  lanes: readonly number[],
  ward: WardId,
  seen: PendingEvent[],
  only?: EventId,
): Promise<void> {
  let departure: Departure | undefined;
  const work = async (tx: WardTx): Promise<void> => {
    const events = await pendingEvents(tx, lanes, batchSize, only);
    seen.push(...events);
    if (events.length === 0) return;
    const citizens = events.filter(isOfCitizen);
    await hearGroups(deps, tx, events);
    const handled = await handleAll(deps, tx, citizens);
    await saveAll(tx, { events, citizens, handled });
    departure = await deps.depart(handled.flatMap((one) => one.messages));
    await departure.write(tx);
  };
  try {
    await deps.db.forWard(ward, work, { space: 'lane', ids: lanes });
  } catch (error) {
    departure?.cancel();
    throw error;
  }
  const due = departure?.go() ?? [];
  countHandled(deps, seen);
  if (due.length > 0) deps.onCommitted(due);
}

function countHandled({ metrics, now }: LaneDeps, events: readonly PendingEvent[]): void {
  metrics.eventsHandled.inc({ result: 'done' }, events.length);
  const at = now();
  for (const event of events)
    metrics.turnSeconds.observe(Math.max(0, at - event.receivedAt.getTime()) / 1000);
}

/** What nobody waits for, such as talk in a group, makes no acquaintance; what belongs to one is handled with it. */
function isOfCitizen({ conversation, payload: { content } }: PendingEvent): boolean {
  if (content.kind === 'group_reply') return false;
  return conversation !== null || content.kind !== 'unknown' || content.expectsAnswer;
}

/** Groups are of staff, and no conversation of ours. */
async function hearGroups(deps: LaneDeps, tx: WardTx, events: readonly PendingEvent[]): Promise<void> {
  for (const { id, accountId, externalId, payload } of events) {
    if (payload.content.kind !== 'group_reply') continue;
    const said = { accountId, externalId, eventId: id, reply: payload.content };
    await deps.staffEars?.hearInGroup(tx, said);
  }
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
  const known = events.flatMap(({ conversation }) => conversation ?? []);
  const newcomers = events.filter(({ conversation }) => conversation === null);
  const fresh = newcomers.length === 0 ? [] : await welcome(tx, newcomers);
  return new Map([...known, ...fresh].map((row) => [keyOf(row), row]));
}

async function welcome(tx: WardTx, newcomers: readonly PendingEvent[]): Promise<Conversation[]> {
  const unique = [...new Map(newcomers.map((event) => [keyOf(event), event])).values()];
  for (const account of new Set(unique.map(({ accountId }) => accountId))) {
    const theirs = unique.filter(({ accountId }) => accountId === account);
    await createConversations(
      tx,
      account,
      theirs.map(({ externalId }) => externalId),
    );
  }
  return loadConversations(
    tx,
    unique.map(({ accountId }) => accountId),
    unique.map(({ externalId }) => externalId),
  );
}

/** The events' marks and the new sessions. */
async function saveAll(
  tx: WardTx,
  {
    events,
    citizens,
    handled,
  }: {
    readonly events: readonly PendingEvent[];
    readonly citizens: readonly PendingEvent[];
    /** In the order of `citizens`. */
    readonly handled: readonly Handled[];
  },
): Promise<void> {
  await saveTurns(tx, {
    events: events.map(({ id }) => id),
    conversations: [...new Map(handled.map((one) => [one.conversation.id, one.conversation])).values()],
    facts: handled.flatMap((one, index) => factsOf(one, (citizens[index] as PendingEvent).id)),
  });
}

function factsOf({ conversation, facts }: Handled, inboundEventId: EventId): ContactFact[] {
  return facts.map((name, seq) => ({ conversationId: conversation.id, inboundEventId, seq, name }));
}

const keyOf = (row: { accountId: number; externalId: string }): string =>
  `${row.accountId}:${row.externalId}`;
