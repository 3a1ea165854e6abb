import type { AccountId, WardId } from '../../core/ids.ts';
import type { InboundEvent } from '../../core/message.ts';
import { createCoalescer } from '../../lib/coalesce.ts';
import type { Logger } from '../../lib/logger.ts';
import type { Metrics } from '../../lib/metrics.ts';
import { type Database, isRefusedData } from '../../store/database.ts';
import { type ArrivedEvent, insertEvents } from './inbound.repo.ts';
import { laneOf } from './lane.ts';
import type { Spool } from './spool.ts';

/** The account that an event came in by. */
export interface ReceivingAccount {
  readonly id: AccountId;
  readonly wardId: WardId;
  readonly channel: string;
}

/** Takes events in; nothing that it has taken is lost, whatever happens to PostgreSQL. */
export interface Intake {
  /** Resolves when the events are safe: in PostgreSQL, or on disk while PostgreSQL is away. */
  accept(account: ReceivingAccount, events: readonly InboundEvent[]): Promise<void>;
  /** Moves spooled events into PostgreSQL; called regularly. */
  replaySpool(): Promise<void>;
}

export interface IntakeDeps {
  readonly db: Database;
  readonly spool: Spool;
  readonly lanes: number;
  /** Told which lanes have something new. */
  wake(lanes: readonly number[]): void;
  readonly log: Logger;
  readonly metrics: Metrics;
}

/** A platform waits 2 s (Zalo) to 5 s (Meta) for our answer; PostgreSQL gets this much of it. */
const storeTimeoutMs = 1_000;
/** While PostgreSQL is away it is asked again at most this often; in between the disk answers at once. */
const retryEveryMs = 1_000;
const maxCallsPerInsert = 500;

export function createIntake(deps: IntakeDeps): Intake {
  const store = createStore(deps);
  // One run at a time, so that events spooled first are also stored first.
  const inTurn = createCoalescer(async (batches: readonly (readonly ArrivedEvent[])[]) => {
    await store(batches.flat());
    return batches.map(() => undefined);
  }, maxCallsPerInsert);
  return {
    async accept(account, events) {
      if (events.length === 0) return;
      for (const event of events) {
        deps.metrics.eventsAccepted.inc({
          channel: account.channel,
          account: String(account.id),
          kind: event.content.kind,
        });
      }
      await inTurn(events.map((event) => arrive(account, event, deps.lanes)));
    },
    replaySpool: () => inTurn([]),
  };
}

function arrive(account: ReceivingAccount, event: InboundEvent, lanes: number): ArrivedEvent {
  return {
    wardId: account.wardId,
    accountId: account.id,
    lane: laneOf(account.id, event.userId, lanes),
    event,
  };
}

/** Stores a batch, or spools it; as long as anything is spooled, newer events queue up behind it. */
function createStore(deps: IntakeDeps): (events: readonly ArrivedEvent[]) => Promise<void> {
  let spooling = true;
  let askAgainAt = 0;

  async function drainSpool(): Promise<void> {
    if (Date.now() < askAgainAt) throw new Error('PostgreSQL was away a moment ago');
    await deps.spool.replay((events) => insertAndWake(deps, events));
    spooling = false;
  }

  return async (events) => {
    try {
      if (spooling) await drainSpool();
      if (events.length > 0) await insertAndWake(deps, events);
    } catch (error) {
      if (Date.now() >= askAgainAt) {
        deps.log.warn({ err: error }, 'PostgreSQL is away, events go to the spool');
        askAgainAt = Date.now() + retryEveryMs;
      }
      spooling = true;
      deps.metrics.eventsSpooled.inc(events.length);
      // A slow insert may still succeed: storing the spooled copy again is then a no-op.
      if (events.length > 0) await deps.spool.write(events);
    }
  };
}

async function insertAndWake(deps: IntakeDeps, events: readonly ArrivedEvent[]): Promise<void> {
  try {
    await withTimeout(insertEvents(deps.db, events), storeTimeoutMs);
  } catch (error) {
    if (!isRefusedData(error)) throw error;
    await insertAcceptable(deps, events, error);
    return;
  }
  deps.wake([...new Set(events.map((arrived) => arrived.lane))]);
}

/** One event that PostgreSQL will never take must not keep all others in the spool for ever. */
async function insertAcceptable(
  deps: IntakeDeps,
  events: readonly ArrivedEvent[],
  error: unknown,
): Promise<void> {
  if (events.length > 1) {
    for (const event of events) await insertAndWake(deps, [event]);
    return;
  }
  await deps.spool.setAside(events);
  deps.log.error({ err: error }, 'an event cannot be stored and was set aside in the spool');
}

function withTimeout<T>(work: Promise<T>, limitMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('storing took too long')), limitMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
