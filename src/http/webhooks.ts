import { type Request, type Response, Router } from 'express';
import type { Channel, RawRequest, ReceiveError } from '../channels/channel.ts';
import type { Intake, ReceivingAccount } from '../features/conversations/index.ts';
import type { Metrics } from '../lib/metrics.ts';
import { gatherBody } from './raw-body.ts';

/** An account that platforms may call. */
export interface WebhookAccount extends ReceivingAccount {
  readonly receiver: Channel;
}

export interface WebhookDeps {
  /** The account of a channel; without a name, the channel's only or first one. */
  accountOf(channel: string, account?: string): WebhookAccount | undefined;
  readonly intake: Intake;
  readonly metrics: Metrics;
}

const maxBodyBytes = 1024 * 1024;
const statusOf: Record<ReceiveError['code'], number> = { bad_signature: 401, malformed: 400 };

/** `POST /webhooks/<channel>[/<account>]`: check on the raw bytes, store, 200. Nothing here waits for a vendor. */
export function createWebhooks(deps: WebhookDeps): Router {
  const router = Router();
  router.post('/:channel{/:account}', gatherBody(maxBodyBytes), async (request, response) => {
    const { channel, account } = request.params as { channel: string; account?: string };
    const receiving = deps.accountOf(channel, account);
    if (!receiving) return refuse(deps, response, channel, 404, 'unknown_account');
    const received = await receiving.receiver.receive(toRawRequest(request));
    if (!received.ok)
      return refuse(deps, response, channel, statusOf[received.error.code], received.error.code);
    await deps.intake.accept(receiving, received.value);
    response.writeHead(200, { 'content-type': 'text/plain', 'content-length': 2 }).end('ok');
  });
  return router;
}

function refuse(
  deps: WebhookDeps,
  response: Response,
  channel: string,
  status: number,
  reason: string,
): void {
  deps.metrics.eventsRefused.inc({ channel: status === 404 ? 'unknown' : channel, reason });
  response.status(status).json({ error: { code: reason } });
}

function toRawRequest(request: Request): RawRequest {
  return {
    method: request.method,
    headers: request.headers as Record<string, string | undefined>,
    query: request.query as Record<string, string | undefined>,
    body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
  };
}
