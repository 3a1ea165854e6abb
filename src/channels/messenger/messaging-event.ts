import type { InboundContent } from '../../core/message.ts';
import { storableText } from '../shared/storable-text.ts';
import { fingerprint, unknown } from './event-parts.ts';
import { messageContents } from './message-content.ts';
import { ownMark } from './outbound.ts';
import * as shapes from './schema.ts';

/** An event before it is known whose and when. */
export interface Draft {
  readonly eventId: string;
  readonly content: InboundContent;
}

/** One event of a thread, for its readers. */
export interface ThreadEvent {
  readonly userId: string;
  readonly timestamp: number | undefined;
  readonly body: unknown;
  readonly appId: string | undefined;
}

/** The payload of the button that opens a conversation. */
export const getStartedPayload = 'GET_STARTED';

/** Gives the drafts of an event; undefined when the body is not what the vendor describes. */
type Reader = (event: ThreadEvent) => readonly Draft[] | undefined;

export const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['message', readMessage],
  ['postback', readPostback],
  ['referral', readReferral],
  ['delivery', readDelivery],
  ['read', readReading],
  ['reaction', readReaction],
  ['optin', ({ userId, timestamp }) => touched('optin', userId, timestamp)],
  ['message_edit', readEdit],
]);

function readMessage({ body, appId }: ThreadEvent): readonly Draft[] | undefined {
  const parsed = shapes.Message.safeParse(body);
  if (!parsed.success) return undefined;
  const message = parsed.data;
  if (message.is_echo) {
    return isOwn(message, appId) ? [] : [{ eventId: message.mid, content: unknown('echo', false) }];
  }
  return messageContents(message).map((content, at) => ({
    eventId: at === 0 ? message.mid : `${message.mid}#${at + 1}`,
    content,
  }));
}

/** Large ids lose digits on their way through JSON, on both sides alike. */
const isOwn = ({ app_id: sender, metadata }: shapes.Message, appId: string | undefined): boolean =>
  metadata === ownMark || (appId !== undefined && sender !== undefined && Number(sender) === Number(appId));

function readPostback({ body, userId, timestamp }: ThreadEvent): readonly Draft[] | undefined {
  const parsed = shapes.Postback.safeParse(body);
  if (!parsed.success) return undefined;
  const { mid, payload = '', title = '', referral } = parsed.data;
  const eventId = mid ?? fingerprint('postback', userId, timestamp, payload);
  if (payload === getStartedPayload) return [{ eventId, content: start(referral?.ref) }];
  const [choiceId, label] = [storableText(payload), storableText(title)];
  if (choiceId === '') {
    return [{ eventId, content: label === '' ? unknown('postback', true) : { kind: 'text', text: label } }];
  }
  return [{ eventId, content: { kind: 'choice', choiceId, ...(label !== '' && { label }) } }];
}

function readReferral({ body, userId, timestamp }: ThreadEvent): readonly Draft[] | undefined {
  const parsed = shapes.Referral.safeParse(body);
  if (!parsed.success) return undefined;
  const { ref } = parsed.data;
  return [{ eventId: fingerprint('referral', userId, timestamp, ref), content: start(ref) }];
}

/** A campaign code of ours is up to 64 of A-Z a-z 0-9 _ -. */
function start(ref: string | undefined): InboundContent {
  const source = (ref ?? '').replace(/[^\w-]/g, '').slice(0, 64);
  return source === '' ? { kind: 'start' } : { kind: 'start', source };
}

/** The ids may be missing; the watermark, which covers all that was sent before it, never is. */
function readDelivery({ body, userId }: ThreadEvent): readonly Draft[] | undefined {
  const parsed = shapes.Delivery.safeParse(body);
  if (!parsed.success) return undefined;
  const { mids = [], watermark: until } = parsed.data;
  const state = 'delivered';
  return [
    ...mids.map((vendorMessageId): Draft => {
      return {
        eventId: fingerprint('delivery', userId, vendorMessageId),
        content: { kind: 'receipt', vendorMessageId, state },
      };
    }),
    {
      eventId: fingerprint('delivery', userId, until),
      content: { kind: 'receipt_until', until, state },
    },
  ];
}

function readReading({ body, userId }: ThreadEvent): readonly Draft[] | undefined {
  const parsed = shapes.Read.safeParse(body);
  if (!parsed.success) return undefined;
  const { watermark: until } = parsed.data;
  const eventId = fingerprint('read', userId, until);
  return [{ eventId, content: { kind: 'receipt_until', until, state: 'seen' } }];
}

/** Taking a reaction back opens no window. */
function readReaction({ body, userId, timestamp }: ThreadEvent): readonly Draft[] | undefined {
  const parsed = shapes.Reaction.safeParse(body);
  if (!parsed.success) return undefined;
  const { mid, action } = parsed.data;
  if (action !== 'unreact') return touched('reaction', userId, timestamp, mid);
  return [{ eventId: fingerprint('unreact', userId, timestamp, mid), content: unknown('unreact', false) }];
}

function touched(what: string, ...parts: readonly unknown[]): readonly Draft[] {
  return [{ eventId: fingerprint(what, ...parts), content: { kind: 'touched', what } }];
}

/** An edit names the message that it changes, so that id cannot be the event's own. */
function readEdit({ body, userId, timestamp }: ThreadEvent): readonly Draft[] | undefined {
  const parsed = shapes.MessageEdit.safeParse(body);
  if (!parsed.success) return undefined;
  const { mid, text, num_edit: turn } = parsed.data;
  const words = text === undefined ? {} : { text: storableText(text) };
  return [
    { eventId: fingerprint('edit', userId, mid, turn ?? timestamp), content: { kind: 'edited', ...words } },
  ];
}
