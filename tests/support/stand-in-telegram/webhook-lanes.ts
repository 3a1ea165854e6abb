import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { preciseNow } from './record.ts';

export interface Update {
  readonly update_id: number;
  readonly [part: string]: unknown;
}

/** The life of one update, for measuring. Milliseconds since the epoch. */
export interface UpdateLog {
  readonly updateId: number;
  readonly chatId: number;
  readonly sentAt: number;
  acknowledgedAt?: number;
  attempts: number;
}

export interface Queued {
  readonly update: Update;
  readonly log: UpdateLog;
}

export interface Webhook {
  readonly url: string;
  readonly secret: string;
  readonly maxConnections: number;
}

export interface WebhookOptions {
  /** Share of updates delivered a second time after a success, 0-1. */
  readonly duplicateShare?: number;
  /** How long a refused update is tried again, in milliseconds; default two minutes. */
  readonly giveUpAfterMs?: number;
}

const answerTimeoutMs = 30_000;
const firstPauseMs = 25;
const longestPauseMs = 500;

/** Brings updates to one webhook as Telegram does: in order within a chat, chats side by side, until 2xx. */
export function createWebhookLanes(
  webhook: Webhook,
  options: WebhookOptions,
  acknowledge: (log: UpdateLog) => void,
) {
  const { origin, pathname, search } = new URL(webhook.url);
  const pool = new Pool(origin, { connections: webhook.maxConnections, headersTimeout: answerTimeoutMs });
  const lanes = new Map<number, Queued[]>();
  const headers = {
    'content-type': 'application/json',
    ...(webhook.secret && { 'x-telegram-bot-api-secret-token': webhook.secret }),
  };
  let closed = false;

  async function post({ update, log }: Queued): Promise<boolean> {
    log.attempts += 1;
    try {
      const body = JSON.stringify(update);
      const answer = await pool.request({ method: 'POST', path: pathname + search, headers, body });
      await answer.body.dump();
      return answer.statusCode >= 200 && answer.statusCode < 300;
    } catch (error) {
      if (error instanceof Error) return false;
      throw error;
    }
  }

  async function deliver(queued: Queued): Promise<void> {
    const giveUpAt = preciseNow() + (options.giveUpAfterMs ?? 120_000);
    let pauseMs = firstPauseMs;
    while (!(await post(queued))) {
      if (closed || preciseNow() > giveUpAt) return;
      await sleep(pauseMs);
      pauseMs = Math.min(longestPauseMs, pauseMs * 2);
    }
    acknowledge(queued.log);
    if (Math.random() < (options.duplicateShare ?? 0)) await post(queued);
  }

  async function drain(chatId: number, lane: Queued[]): Promise<void> {
    for (let next = lane[0]; next && !closed; next = lane[0]) {
      await deliver(next);
      if (closed) break;
      lane.shift();
    }
    if (!closed) lanes.delete(chatId);
  }

  return {
    add(queued: Queued): void {
      const { chatId } = queued.log;
      const lane = lanes.get(chatId);
      if (lane) {
        lane.push(queued);
        return;
      }
      const opened = [queued];
      lanes.set(chatId, opened);
      void drain(chatId, opened);
    },
    /** Stops and hands back what was not acknowledged. */
    async close(): Promise<Queued[]> {
      closed = true;
      await pool.destroy();
      return [...lanes.values()].flat().filter(({ log }) => log.acknowledgedAt === undefined);
    },
  };
}
