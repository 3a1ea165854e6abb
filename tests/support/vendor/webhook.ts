import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';
import {
  defaultConnections,
  defaultGiveUpAfterMs,
  defaultRetryPausesMs,
  type PushOptions,
} from './push-options.ts';
import { preciseNow } from './record.ts';
import type { EventLog } from './stand-in.ts';

export interface VendorEvent {
  /** By what a receiver recognises a second delivery. */
  readonly eventId: string;
  readonly userId: string;
  readonly body: unknown;
}

export interface Queued {
  readonly event: VendorEvent;
  readonly log: EventLog;
}

export interface WebhookRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

export interface WebhookAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** What is the vendor's own about its webhook. */
export interface WebhookManner {
  readonly timeoutMs: number;
  /** Writes and signs; `attempt` counts from 0. */
  write(events: readonly VendorEvent[], url: URL, attempt: number): WebhookRequest;
  isAcknowledged(status: number): boolean;
  /** What the vendor makes of an acknowledging answer. */
  onAcknowledged?(events: readonly VendorEvent[], answer: WebhookAnswer): void;
  onGivenUp?(events: readonly VendorEvent[]): void;
}

/** Brings one request after the other to the webhook, each until it is acknowledged. */
export function createPusher(options: PushOptions, manner: WebhookManner) {
  const agent = new Agent({ connections: options.webhookConnections ?? defaultConnections });
  const pauses = options.retryPausesMs ?? defaultRetryPausesMs;
  const timeoutMs = options.webhookTimeoutMs ?? manner.timeoutMs;
  let address: URL | undefined;
  let closed = false;
  let pushes = 0;

  async function post(batch: readonly Queued[], attempt: number): Promise<boolean> {
    if (!address) return false;
    pushes += 1;
    for (const { log } of batch) log.attempts += 1;
    const events = batch.map(({ event }) => event);
    try {
      const { url, headers, body } = manner.write(events, new URL(address), attempt);
      const signal = AbortSignal.timeout(timeoutMs);
      const answer = await request(url, { method: 'POST', headers, body, signal, dispatcher: agent });
      const text = await answer.body.text();
      const contentType = String(answer.headers['content-type'] ?? '');
      if (!manner.isAcknowledged(answer.statusCode)) return false;
      manner.onAcknowledged?.(events, { status: answer.statusCode, contentType, body: text });
      return true;
    } catch (error) {
      if (error instanceof Error) return false;
      throw error;
    }
  }

  return {
    post,
    pushes: () => pushes,
    address: () => address,
    setAddress(url: string | undefined): void {
      address = url === undefined ? undefined : new URL(url);
    },
    /** False when the vendor gave up, or was closed. */
    async untilAcknowledged(batch: readonly Queued[]): Promise<boolean> {
      const giveUpAt = preciseNow() + (options.giveUpAfterMs ?? defaultGiveUpAfterMs);
      for (let attempt = 0; !closed && preciseNow() < giveUpAt; attempt += 1) {
        if (await post(batch, attempt)) return true;
        await sleep(pauses[Math.min(attempt, pauses.length - 1)] ?? 0);
      }
      if (!closed) manner.onGivenUp?.(batch.map(({ event }) => event));
      return false;
    },
    async close(): Promise<void> {
      closed = true;
      await agent.destroy();
    },
  };
}
export type Pusher = ReturnType<typeof createPusher>;
