import { createHmac } from 'node:crypto';
import { escapedJson } from '../vendor/answer.ts';
import type { VendorEvent, WebhookManner } from '../vendor/webhook.ts';
import type { PageEvent } from './citizens.ts';
import type { House } from './house.ts';

/** D/webhooks 2026-05-05. */
const webhookTimeoutMs = 5_000;

export const messengerSignature = (body: string, appSecret: string): string =>
  createHmac('sha256', appSecret).update(body).digest('hex');

export const createManner = ({ desk, options }: House): WebhookManner => ({
  timeoutMs: webhookTimeoutMs,
  write(events, url) {
    const body = escapedJson({
      object: 'page',
      entry: entriesOf(events).map((entry) => ({ id: options.pageId, time: desk.now(), ...entry })),
    });
    const signature = `sha256=${messengerSignature(body, options.appSecret)}`;
    return { url, headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature }, body };
  },
  isAcknowledged: (status) => status === 200,
});

/** Changes have an entry each; messages share one, and with three or more the last has its own: all shapes occur. */
function entriesOf(events: readonly VendorEvent[]): object[] {
  const bodies = events.map(({ body }) => body as PageEvent);
  const messaging = bodies.flatMap((body) => ('messaging' in body ? [body.messaging] : []));
  const changes = bodies.flatMap((body) => ('change' in body ? [{ changes: [body.change] }] : []));
  const last = messaging.length > 2 ? messaging.splice(-1) : [];
  const grouped = [messaging, last]
    .filter((group) => group.length > 0)
    .map((group) => ({ messaging: group }));
  return [...grouped, ...changes];
}
