import { defaultConnections, type PushOptions } from './push-options.ts';
import { preciseNow } from './record.ts';
import type { EventLog } from './stand-in.ts';
import type { Pusher, Queued, VendorEvent } from './webhook.ts';

/** Long enough for the events of one burst to be in one request. */
const batchWaitMs = 5;

/** Events on their way to the webhook: in order for each citizen, citizens side by side. */
export function createEvents(options: PushOptions, pusher: Pusher) {
  const { batchSize = 1, webhookConnections = defaultConnections } = options;
  const logs: EventLog[] = [];
  const lanes = new Map<string, Queued[]>();
  /** Citizens of whom something waits and nothing is on its way. */
  const ready = new Set<string>();
  const timers = new Set<NodeJS.Timeout>();
  const waiters = new Set<() => void>();
  let unacknowledged = 0;
  let underWay = 0;
  let pumpIsDue = false;
  let closed = false;

  function acknowledge({ log }: Queued): void {
    log.acknowledgedAt = preciseNow();
    unacknowledged -= 1;
    if (unacknowledged === 0) for (const tell of waiters) tell();
  }

  function later(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, ms);
    timers.add(timer);
  }

  async function push(batch: readonly Queued[]): Promise<void> {
    if (!(await pusher.untilAcknowledged(batch))) return;
    for (const queued of batch) acknowledge(queued);
    if (Math.random() >= (options.duplicateShare ?? 0)) return;
    const { duplicateAfterMs = 0 } = options;
    if (duplicateAfterMs === 0) await pusher.post(batch, 0);
    else later(Math.random() * duplicateAfterMs, () => void pusher.post(batch, 0));
  }

  async function drive(users: readonly string[]): Promise<void> {
    const batch = users.flatMap((user) => lanes.get(user)?.slice(0, 1) ?? []);
    underWay += 1;
    await push(batch);
    underWay -= 1;
    for (const user of users) {
      const lane = lanes.get(user) ?? [];
      lane.shift();
      if (lane.length > 0) ready.add(user);
      else lanes.delete(user);
    }
    pump();
  }

  function pump(): void {
    if (batchSize === 1) pumpNow();
    else if (!pumpIsDue) {
      pumpIsDue = true;
      later(batchWaitMs, pumpNow);
    }
  }

  function pumpNow(): void {
    pumpIsDue = false;
    while (ready.size > 0 && underWay < webhookConnections && !closed && pusher.address()) {
      const users = firstOf(ready, batchSize);
      for (const user of users) ready.delete(user);
      void drive(users);
    }
  }

  function enqueue(queued: Queued): void {
    const { userId } = queued.log;
    const lane = lanes.get(userId);
    if (lane) lane.push(queued);
    else {
      lanes.set(userId, [queued]);
      ready.add(userId);
    }
    pump();
  }

  return {
    logs,
    pump,
    unacknowledged: () => unacknowledged,
    add(event: VendorEvent): void {
      const { eventId, userId } = event;
      const log: EventLog = { eventId, userId, sentAt: preciseNow(), attempts: 0 };
      logs.push(log);
      unacknowledged += 1;
      if (Math.random() < (options.lateShare ?? 0)) {
        later(Math.random() * (options.lateMs ?? 1_000), () => void push([{ event, log }]));
      } else enqueue({ event, log });
    },
    /** Resolves when every event so far is acknowledged. */
    settled(): Promise<void> {
      return new Promise((resolve) => {
        const look = () => {
          if (unacknowledged > 0) return;
          waiters.delete(look);
          resolve();
        };
        waiters.add(look);
        look();
      });
    },
    async close(): Promise<void> {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
      await pusher.close();
    },
  };
}
function firstOf(set: ReadonlySet<string>, count: number): string[] {
  const found: string[] = [];
  for (const one of set) {
    if (found.length === count) break;
    found.push(one);
  }
  return found;
}

export type Events = ReturnType<typeof createEvents>;
