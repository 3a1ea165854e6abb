import { Api, type ApiClientOptions } from 'grammy';
import type { TelegramConfig } from './config.ts';
import { createAgent } from './connection.ts';

const callTimeoutSeconds = 10;
/** How long the vendor holds an empty getUpdates open. */
export const longPollSeconds = 25;

export interface Clients {
  /** Every call ends within ten seconds. */
  readonly api: Api['raw'];
  /** For getUpdates alone, which is meant to last. */
  readonly longApi: Api['raw'];
}

/** No retry plugin: the outbox retries, and it must see every failure. */
export function createClients({ token, apiRoot }: TelegramConfig, fetch?: typeof globalThis.fetch): Clients {
  const options = (timeoutSeconds: number): ApiClientOptions => ({
    apiRoot,
    timeoutSeconds,
    baseFetchConfig: { agent: createAgent(apiRoot) },
    ...(fetch && { fetch }),
  });
  return {
    api: new Api(token, options(callTimeoutSeconds)).raw,
    longApi: new Api(token, options(longPollSeconds + callTimeoutSeconds)).raw,
  };
}
