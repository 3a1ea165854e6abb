import { Api, type ApiClientOptions } from 'grammy';
import type { TelegramConfig } from './config.ts';
import { createFetch } from './fetch.ts';

/** How long the vendor holds an empty getUpdates open. */
export const longPollSeconds = 25;

export interface Clients {
  /** Every call ends within ten seconds, or `callTimeoutMs`. */
  readonly api: Api['raw'];
  /** For getUpdates alone, which is meant to last. */
  readonly longApi: Api['raw'];
}

export interface ClientOptions {
  /** Default: our own, much the cheapest. Tests inject one that their HTTP fake can see. */
  readonly fetch?: typeof globalThis.fetch;
  readonly callTimeoutMs?: number;
}

/** No retry plugin: the outbox retries, and it must see every failure. */
export function createClients({ token, apiRoot }: TelegramConfig, options: ClientOptions = {}): Clients {
  const { fetch = createFetch(apiRoot), callTimeoutMs = 10_000 } = options;
  const callTimeoutSeconds = callTimeoutMs / 1000;
  const clientOptions = (timeoutSeconds: number): ApiClientOptions => ({ apiRoot, timeoutSeconds, fetch });
  return {
    api: new Api(token, clientOptions(callTimeoutSeconds)).raw,
    longApi: new Api(token, clientOptions(longPollSeconds + callTimeoutSeconds)).raw,
  };
}
