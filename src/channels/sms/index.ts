import { err, type Result } from '../../core/result.ts';
import type {
  Channel,
  ChannelHost,
  ChecksHealth,
  Health,
  KnowsPhones,
  RawRequest,
  SendError,
} from '../channel.ts';
import { isSameSecret } from '../shared/same-secret.ts';
import { capabilitiesOf } from './capabilities.ts';
import type { SmsAccount } from './config.ts';
import { createEsms } from './esms.ts';
import { checkHealth } from './health.ts';
import { readMessage } from './inbound.ts';
import { createKannel } from './kannel.ts';
import { createKeywordReader } from './keywords.ts';
import { toSubmission } from './outbound.ts';
import { isReport, readReport } from './reports.ts';

export interface SmsOptions {
  readonly account: SmsAccount;
  /** Names the account in our webhook's address. */
  readonly externalId: string;
  readonly host: ChannelHost;
}

export type Sms = Channel & ChecksHealth & KnowsPhones;

const makers = { kannel: createKannel, esms: createEsms } as const;

/** One gateway account: texts in, texts and delivery reports. */
export function createSms({ account, externalId, host }: SmsOptions): Sms {
  const provider = makers[account.provider]({ account, http: host.http });
  const readKeywords = createKeywordReader(account.keywords);
  const webhookUrl =
    host.publicUrl === undefined
      ? undefined
      : `${host.publicUrl}/webhooks/sms/${encodeURIComponent(externalId)}`;
  const outbound = { account, host, ...(webhookUrl !== undefined && { webhookUrl }) };

  return {
    id: 'sms',
    capabilities: capabilitiesOf(account),
    async receive(request) {
      if (!isGenuine(request, account.webhookSecret)) return err({ code: 'bad_signature' });
      if (isReport(request, account)) return readReport(request, { reports: account.reports, host });
      return readMessage(request, { account, host, readKeywords });
    },
    async send(message) {
      const submission = toSubmission(message, outbound);
      return submission.ok ? provider.submit(submission.value) : submission;
    },
    checkHealth: (): Promise<Result<Health, SendError>> => checkHealth(provider, account, webhookUrl),
    phoneOf: (userId) => host.ids.show(userId),
    chatOf: (phone) => host.ids.hide(phone),
  };
}

/** Nobody signs SMS webhooks: a secret in the address, a header or a bearer token stands for a signature. */
function isGenuine({ query, headers }: RawRequest, secret: string): boolean {
  const bearer = /^Bearer\s+(.+)$/i.exec(headers.authorization ?? '')?.[1];
  return [query.secret, headers['x-webhook-secret'], bearer].some((given) => isSameSecret(secret, given));
}
