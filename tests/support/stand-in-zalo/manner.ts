import { createHash } from 'node:crypto';
import { escapedJson } from '../vendor/answer.ts';
import type { WebhookManner } from '../vendor/webhook.ts';
import type { CompleteZaloOptions } from './options.ts';

/** https://docs.zaloplatforms.com/docs/OA, webhook: 200 within two seconds. */
const webhookTimeoutMs = 2_000;

/** Plain SHA-256 over app id, body, timestamp and the OA's secret; not an HMAC. */
export function zaloSignature(
  body: string,
  timestamp: string,
  { appId, oaSecret }: CompleteZaloOptions,
): string {
  return createHash('sha256').update(appId).update(body).update(timestamp).update(oaSecret).digest('hex');
}

export const createManner = (options: CompleteZaloOptions): WebhookManner => ({
  timeoutMs: webhookTimeoutMs,
  write([event], url, attempt) {
    // Not the text that JSON.stringify would give back: who signs that instead of the bytes must fail.
    const content = (event?.body ?? {}) as { timestamp?: string };
    const body = escapedJson(content);
    const headers = {
      'content-type': 'application/json',
      'x-zevent-signature': `mac=${zaloSignature(body, content.timestamp ?? '', options)}`,
      num_retry: String(attempt),
    };
    return { url, headers, body };
  },
  isAcknowledged: (status) => status === 200,
});
