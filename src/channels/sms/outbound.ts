import type { Purpose } from '../../core/delivery.ts';
import { normalisePhone } from '../../core/phone.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { ChannelHost, OutboundMessage, SendError } from '../channel.ts';
import type { SmsAccount } from './config.ts';
import type { Submission } from './provider.ts';
import { reportAddress } from './reports.ts';
import { isGsmText } from './text/gsm-alphabet.ts';
import { cutToSegments } from './text/segments.ts';
import { unaccent } from './text/unaccent.ts';

export interface OutboundDeps {
  readonly account: SmsAccount;
  readonly host: ChannelHost;
  /** Our webhook's address; absent when we do not know it. */
  readonly webhookUrl?: string;
}

/** Our message in the letters and the length that the account allows; the renderer has fitted most of it. */
export function toSubmission(
  message: OutboundMessage,
  { account, host, webhookUrl }: OutboundDeps,
): Result<Submission, SendError> {
  const to = normalisePhone(host.ids.show(message.to) ?? '');
  if (to === undefined) return err(rejected('unknown_recipient'));
  const text = fitted(message.text, message.purpose ?? 'answer', account);
  if (text === '') return err(rejected('text_empty'));
  return ok({
    to,
    text,
    id: message.id,
    unicode: !isGsmText(text),
    ...(webhookUrl !== undefined && {
      reportUrl: reportAddress(webhookUrl, account.webhookSecret, message),
    }),
  });
}

function fitted(text: string, purpose: Purpose, { accents, maxSegments }: SmsAccount): string {
  const written = accents ? text.normalize('NFC').trim() : unaccent(text);
  return cutToSegments(written, maxSegments[purpose]);
}

const rejected = (vendorCode: string): SendError => ({ code: 'rejected', vendorCode, provablyUnsent: true });
