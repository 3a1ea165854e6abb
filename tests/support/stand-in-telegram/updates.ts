import { preciseNow } from './record.ts';
import {
  createWebhookLanes,
  type Queued,
  type Update,
  type UpdateLog,
  type Webhook,
  type WebhookOptions,
} from './webhook-lanes.ts';

interface Poller {
  readonly answer: (updates: Update[] | 'replaced') => void;
  readonly limit: number;
}

/** Updates on their way to the bot: by webhook when one is set, else asked for by getUpdates. */
export function createUpdates(options: WebhookOptions) {
  const logs: UpdateLog[] = [];
  let nextId = 1 + Math.floor(Math.random() * 1e6);
  let pending: Queued[] = [];
  let lanes: ReturnType<typeof createWebhookLanes> | undefined;
  let webhook: Webhook | undefined;
  let poller: Poller | undefined;
  const waiters = new Set<() => void>();

  let unacknowledged = 0;

  function acknowledge(log: UpdateLog): void {
    if (log.acknowledgedAt !== undefined) return;
    log.acknowledgedAt = preciseNow();
    unacknowledged -= 1;
    for (const tell of waiters) tell();
  }

  function add(chatId: number, part: object): number {
    const update: Update = { update_id: nextId++, ...part };
    const log: UpdateLog = { updateId: update.update_id, chatId, sentAt: preciseNow(), attempts: 0 };
    logs.push(log);
    unacknowledged += 1;
    if (lanes) lanes.add({ update, log });
    else pending.push({ update, log });
    answerPoller();
    return update.update_id;
  }

  function answerPoller(): void {
    if (!poller || pending.length === 0) return;
    const { answer, limit } = poller;
    poller = undefined;
    answer(hand(limit));
  }

  function hand(limit: number): Update[] {
    const batch = pending.slice(0, limit);
    for (const { log } of batch) log.attempts += 1;
    return batch.map(({ update }) => update);
  }

  function confirm(offset: number): void {
    for (const { update, log } of pending) if (update.update_id < offset) acknowledge(log);
    pending = pending.filter(({ update }) => update.update_id >= offset);
  }

  /** https://core.telegram.org/bots/api#getupdates: an offset confirms all before it; a new call ends the old. */
  function poll(
    offset: number,
    limit: number,
    timeoutMs: number,
    onClose: (listener: () => void) => void,
  ): Promise<Update[] | 'replaced'> {
    poller?.answer('replaced');
    poller = undefined;
    confirm(offset);
    if (pending.length > 0 || timeoutMs === 0) return Promise.resolve(hand(limit));
    return new Promise((resolve) => {
      const finish = (updates: Update[] | 'replaced') => {
        clearTimeout(timer);
        resolve(updates);
      };
      const mine: Poller = { limit, answer: finish };
      const leave = () => {
        if (poller === mine) poller = undefined;
        finish([]);
      };
      const timer = setTimeout(leave, timeoutMs);
      onClose(leave);
      poller = mine;
    });
  }

  async function setWebhook(next: Webhook | undefined): Promise<void> {
    const left = (await lanes?.close()) ?? [];
    pending = [...left, ...pending].sort((a, b) => a.update.update_id - b.update.update_id);
    webhook = next;
    lanes = next && createWebhookLanes(next, options, acknowledge);
    if (!lanes) return;
    for (const queued of pending) lanes.add(queued);
    pending = [];
  }

  /** Resolves when the bot has acknowledged every update. */
  function settled(): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (unacknowledged > 0) return;
        waiters.delete(look);
        resolve();
      };
      waiters.add(look);
      look();
    });
  }

  return {
    add,
    poll,
    setWebhook,
    settled,
    unacknowledged: () => unacknowledged,
    logs,
    webhook: () => webhook,
  };
}
export type Updates = ReturnType<typeof createUpdates>;
