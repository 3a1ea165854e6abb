import { createHash } from 'node:crypto';
import type { InboundContent, InboundEvent } from '../../core/message.ts';
import { normalisePhone } from '../../core/phone.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { ChannelHost, RawRequest, ReceiveError } from '../channel.ts';
import { storableText } from '../shared/storable-text.ts';
import type { SmsAccount } from './config.ts';
import { createFieldReader } from './fields.ts';

export interface InboundDeps {
  readonly account: SmsAccount;
  readonly host: ChannelHost;
  /** Gives the words that ask for a dossier one writing. */
  readonly readKeywords: (text: string) => string;
}

/** A citizen's message as one event; what other machines write as none. */
export function readMessage(
  request: RawRequest,
  { account, host, readKeywords }: InboundDeps,
): Result<readonly InboundEvent[], ReceiveError> {
  const { inbound } = account;
  const read = createFieldReader(request, inbound.text.includes('body'));
  const from = read(inbound.from);
  if (from === undefined) return err({ code: 'malformed' });
  const number = normalisePhone(from);
  if (number === undefined) {
    host.notice('sms_not_from_a_citizen');
    return ok([]);
  }
  if (isElsewhere(read(inbound.to), account.shortCode)) host.notice('sms_to_another_number');
  const userId = host.ids.hide(number);
  const text = storableText(read(inbound.text) ?? '').trim();
  const now = host.clock.now();
  const at = Math.min(now, timeOf(read(inbound.at), inbound.utcOffsetHours) ?? now);
  const eventId = idOf(read(inbound.id), [userId, text, String(Math.floor(now / repeatMs))]);
  return ok([{ eventId, userId, at, content: contentOf(text, readKeywords) }]);
}

function contentOf(text: string, readKeywords: InboundDeps['readKeywords']): InboundContent {
  if (text === '') return { kind: 'unknown', vendorType: 'empty_text', expectsAnswer: true };
  return { kind: 'text', text: readKeywords(text) };
}

/** Gateways that give no id bring the same message again within seconds, or not at all. */
const repeatMs = 4000;
const longestId = 200;

/** The hidden id stands for the number: a hash of the number itself could be guessed. */
function idOf(given: string | undefined, parts: readonly string[]): string {
  const id = storableText(given ?? '');
  if (id !== '' && id.length <= longestId) return id;
  return createHash('sha256')
    .update(JSON.stringify(id === '' ? parts : [id]))
    .digest('hex');
}

/** A gateway that brings the messages of several numbers here is probably set up wrong; the citizen still waits. */
function isElsewhere(to: string | undefined, shortCode: string | undefined): boolean {
  const [got = '', ours = ''] = [to, shortCode].map((number) => number?.replace(/\D/g, ''));
  return got !== '' && ours !== '' && !got.endsWith(ours);
}

/** Seconds or milliseconds since the epoch, ISO 8601, or `YYYY-MM-DD HH:MM:SS` in the mapping's zone. */
function timeOf(text: string | undefined, utcOffsetHours: number): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{10}$/.test(text)) return Number(text) * 1000;
  if (/^\d{13}$/.test(text)) return Number(text);
  const local = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)$/.exec(text);
  const time = local
    ? Date.parse(`${local[1]}T${local[2]}Z`) - utcOffsetHours * 3_600_000
    : Date.parse(/^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text : '');
  return Number.isNaN(time) ? undefined : time;
}
