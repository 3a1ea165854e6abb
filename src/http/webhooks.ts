import { type Request, type Response, Router } from 'express';
import type { Channel, RawRequest, ReceiveError, WebhookRoute } from '../channels/channel.ts';
import { answersProbe } from '../channels/channel.ts';
import type { InboundEvent } from '../core/message.ts';
import type { Intake, ReceivingAccount } from '../features/conversations/index.ts';
import type { Metrics } from '../lib/metrics.ts';
import { wrongMethod } from './other-methods.ts';
import { gatherBody } from './raw-body.ts';

/** An account that platforms may call. */
export interface WebhookAccount extends ReceivingAccount {
  readonly externalId: string;
  readonly receiver: Channel;
}

/** The address of one kind of channel, and who lives there. */
export interface WebhookPlace {
  readonly route: WebhookRoute;
  readonly channel: string;
  readonly accounts: readonly WebhookAccount[];
}

export interface WebhookDeps {
  /** What `/webhooks/<name>` is. */
  placeOf(name: string): WebhookPlace | undefined;
  readonly intake: Intake;
  readonly metrics: Metrics;
}

const maxBodyBytes = 1024 * 1024;
const statusOf: Record<ReceiveError['code'], number> = { bad_signature: 401, malformed: 400 };

/**
 * `/webhooks/<name>[/<account>]`: check on the raw bytes, store, 200. Nothing here waits for a vendor. A body
 * may be for several accounts; each takes what is its own, and what is for none of ours is left aside, for a
 * refusal would make the platform switch off the address for all of them.
 */
export function createWebhooks(deps: WebhookDeps): Router {
  const router = Router();
  const path = '/:channel{/:account}';
  router.get(path, (request, response, next) => {
    const place = findPlace(deps, request);
    const answer = place && probe(place, toRawRequest(request));
    if (answer !== undefined) response.type('text/plain').send(answer);
    else if (place?.accounts.some(({ receiver }) => answersProbe(receiver)))
      refuse(deps, response, place.channel, 403, 'bad_probe');
    else next();
  });
  router.all(path, gatherBody(maxBodyBytes), (request, response) => receive(deps, request, response));
  return router;
}

async function receive(deps: WebhookDeps, request: Request, response: Response): Promise<void> {
  const place = findPlace(deps, request);
  if (!place || place.accounts.length === 0) return refuse(deps, response, 'unknown', 404, 'unknown_account');
  const methods = methodsOf(place);
  if (!methods.includes(request.method)) {
    deps.metrics.eventsRefused.inc({ channel: place.channel, reason: 'method' });
    response.set('Allow', methods.join(', '));
    throw wrongMethod();
  }
  const raw = toRawRequest(request);
  const taken = await takeEvents(place, raw);
  if ('code' in taken) return refuse(deps, response, place.channel, statusOf[taken.code], taken.code);
  if (taken.length === 0) deps.metrics.eventsRefused.inc({ channel: place.channel, reason: 'for_nobody' });
  for (const { account, events } of taken) await deps.intake.accept(account, events);
  const { acknowledgement } = place.route;
  response
    .writeHead(200, { 'content-type': 'text/plain', 'content-length': Buffer.byteLength(acknowledgement) })
    .end(acknowledgement);
}

/** Some platforms ask by GET first whether this is the address, and some gateways bring messages so. */
function methodsOf({ route, accounts }: WebhookPlace): readonly string[] {
  const asks = accounts.some(({ receiver }) => answersProbe(receiver));
  return route.byGet || asks ? ['POST', 'GET'] : ['POST'];
}

interface Taken {
  readonly account: WebhookAccount;
  readonly events: readonly InboundEvent[];
}

/** Refused only when none of those that it may be for finds it genuine. */
async function takeEvents(place: WebhookPlace, raw: RawRequest): Promise<readonly Taken[] | ReceiveError> {
  const addressees = place.route.addressees?.(raw) ?? { kind: 'anyone' };
  if (addressees.kind === 'nobody') return [];
  const accounts =
    addressees.kind === 'anyone'
      ? place.accounts
      : place.accounts.filter(({ externalId }) => addressees.ids.includes(externalId));
  const taken: Taken[] = [];
  let refusal: ReceiveError | undefined;
  for (const account of accounts) {
    const received = await account.receiver.receive(raw);
    if (!received.ok) refusal = worse(refusal, received.error);
    else taken.push({ account, events: received.value });
    // A body that names nobody is for the one whose secret fits.
    if (received.ok && addressees.kind === 'anyone') break;
  }
  return taken.length === 0 && refusal ? refusal : taken;
}

/** Genuine but unreadable tells more than "not signed with this one's secret". */
const worse = (one: ReceiveError | undefined, other: ReceiveError): ReceiveError =>
  one?.code === 'malformed' ? one : other;

function findPlace({ placeOf }: WebhookDeps, request: Request): WebhookPlace | undefined {
  const { channel, account } = request.params as { channel: string; account?: string };
  const place = placeOf(channel);
  if (!place || account === undefined) return place;
  return { ...place, accounts: place.accounts.filter(({ externalId }) => externalId === account) };
}

function probe(place: WebhookPlace, raw: RawRequest): string | undefined {
  for (const { receiver } of place.accounts) {
    const answer = answersProbe(receiver) ? receiver.answerProbe(raw) : undefined;
    if (answer !== undefined) return answer;
  }
  return undefined;
}

function refuse(
  deps: WebhookDeps,
  response: Response,
  channel: string,
  ...[status, reason]: [number, string]
): void {
  deps.metrics.eventsRefused.inc({ channel, reason });
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
