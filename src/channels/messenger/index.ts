import type { InboundEvent } from '../../core/message.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type {
  AnswersProbe,
  Channel,
  ChannelHost,
  ChecksHealth,
  DownloadsFiles,
  Json,
  OutboundMessage,
  RawRequest,
  Receipt,
  ReceiveError,
  SendError,
  SetsUp,
} from '../channel.ts';
import { downloadAddress } from '../shared/download-address.ts';
import { isSameSecret } from '../shared/same-secret.ts';
import { messengerCapabilities } from './capabilities.ts';
import { createGraph } from './client/graph.ts';
import type { MessengerConfig } from './config.ts';
import { checkHealth } from './health.ts';
import { type ReadBody, readBody } from './inbound.ts';
import { toSendRequest } from './outbound.ts';
import { isRefused } from './page-change.ts';
import { Sent } from './schema.ts';
import { setUp } from './set-up.ts';
import { isSigned } from './signature.ts';

export interface MessengerOptions {
  readonly pageId: string;
  readonly config: MessengerConfig;
  readonly host: ChannelHost;
  readonly callTimeoutMs?: number;
}

export type Messenger = Channel & SetsUp & ChecksHealth & DownloadsFiles & AnswersProbe;

/** One Facebook page: https://developers.facebook.com/documentation/business-messaging/messenger-platform. */
export function createMessenger({ pageId, config, host, ...rest }: MessengerOptions): Messenger {
  const graph = createGraph({ http: host.http, config, pageId, ...rest });
  const page = { id: pageId, appId: config.appId, privateReplies: config.privateReplies };
  const officerWindowHours = config.humanAgent ? messengerCapabilities.officerWindowHours : null;

  async function receive(request: RawRequest): Promise<Result<readonly InboundEvent[], ReceiveError>> {
    if (!isSigned(request, config.appSecret)) return err({ code: 'bad_signature' });
    const read = readBody(request.body, page, host.clock.now());
    if (!read.ok) return read;
    for (const kind of read.value.skipped) host.notice('webhook_part_skipped', kind);
    learnTemplates(host, read.value.templates);
    return ok(read.value.events);
  }

  async function send(message: OutboundMessage): Promise<Result<Receipt, SendError>> {
    const request = toSendRequest(message, config);
    if (!request.ok) return request;
    const sent = await graph.call({ path: `${pageId}/messages`, body: request.value, answer: Sent });
    return sent.ok ? ok({ vendorMessageId: sent.value.message_id }) : sent;
  }

  return {
    id: 'messenger',
    capabilities: { ...messengerCapabilities, officerWindowHours },
    receive,
    send,
    setUp: () => setUp(graph, config, host),
    checkHealth: () => checkHealth(graph, config),
    download: (address, maxBytes) =>
      downloadAddress(host.http, { address, maxBytes, apiRoot: config.graphUrl }),
    answerProbe: ({ query }) => {
      const challenge = query['hub.challenge'] ?? '';
      const asks = query['hub.mode'] === 'subscribe' && /^[\w-]{1,200}$/.test(challenge);
      return asks && isSameSecret(config.verifyToken, query['hub.verify_token']) ? challenge : undefined;
    },
  };
}

/** The platform waits for our answer, the events beside a verdict too: health reads the verdicts again. */
function learnTemplates(host: ChannelHost, verdicts: ReadBody['templates']): void {
  if (verdicts.length === 0) return;
  const { templates: noted } = host.notes.read();
  const known: ReadonlyMap<string, Json> = new Map(Object.entries(noted ?? {}));
  for (const { name, status } of verdicts) {
    if (isRefused(status) && known.get(name) !== status) host.alert('template_refused', `${name} ${status}`);
  }
  const fresh = verdicts.map(({ name, status }) => [name, status] as const);
  const templates = Object.fromEntries([...known, ...fresh]);
  host.notes.write({ templates }).catch(() => host.notice('notes_not_written', 'templates'));
}
