import type { Desk } from '../vendor/server.ts';
import type { Button } from '../vendor/stand-in.ts';
import { invalid } from './graph-error.ts';

interface QuickReply {
  readonly content_type?: string;
  readonly title?: string;
  readonly payload?: string;
}
export interface GraphButton {
  readonly type?: string;
  readonly title?: string;
  readonly payload?: string;
  readonly url?: string;
}
interface Payload {
  readonly template_type?: string;
  readonly text?: string;
  readonly buttons?: readonly GraphButton[];
  readonly elements?: readonly {
    readonly title?: string;
    readonly subtitle?: string;
    readonly buttons?: readonly GraphButton[];
    readonly image_url?: string;
    readonly default_action?: object;
  }[];
  readonly url?: string;
  readonly attachment_id?: string;
}
export interface GraphMessage {
  readonly text?: string;
  readonly quick_replies?: readonly QuickReply[];
  readonly attachment?: { readonly type?: string; readonly payload?: Payload };
  readonly template?: object;
}

/** Limits of D/send-messages and its pages on quick replies and templates; `text` is a third party's. */
const most = {
  text: 2_000,
  quickReplies: 13,
  title: 20,
  payload: 1_000,
  templateText: 640,
  buttons: 3,
  elements: 10,
  elementTitle: 80,
} as const;
const media = ['image', 'audio', 'video', 'file'];

/** Checks one message as Graph does and tells what the citizen sees of it. */
export function readMessage(desk: Desk, message: GraphMessage): { text: string; buttons: Button[] } {
  const { text, quick_replies: replies = [], attachment } = message;
  if ((text === undefined) === (attachment === undefined)) throw invalid('message');
  const seen = attachment ? readAttachment(desk, attachment) : { text: text ?? '', buttons: [] };
  if (text === '') throw invalid('message[text]');
  limit(desk, 'text', (text ?? '').length, most.text);
  limit(desk, 'quick replies', replies.length, most.quickReplies);
  return { text: seen.text, buttons: [...seen.buttons, ...replies.map((reply) => readReply(desk, reply))] };
}

function limit(desk: Desk, what: string, size: number, atMost: number): void {
  if (size <= atMost) return;
  desk.broke(`messenger: ${what} of ${size}, ${atMost} are allowed`);
  throw invalid(what);
}

function readReply(desk: Desk, { content_type: type, title, payload }: QuickReply): Button {
  if (type === 'user_phone_number' || type === 'user_email')
    return { label: type, id: type, kind: 'quick reply' };
  if (type !== 'text' || !title || !payload) throw invalid('quick_replies');
  limit(desk, 'quick reply title', title.length, most.title);
  limit(desk, 'quick reply payload', payload.length, most.payload);
  return { label: title, id: payload, kind: 'quick reply' };
}

export function readButton(desk: Desk, { type, title, payload, url }: GraphButton): Button {
  if (!title) throw invalid('buttons[title]');
  limit(desk, 'button title', title.length, most.title);
  if (type === 'web_url' && URL.canParse(url ?? '')) return { label: title, url: url ?? '' };
  if (type !== 'postback' || !payload) throw invalid('buttons');
  limit(desk, 'button payload', payload.length, most.payload);
  return { label: title, id: payload, kind: 'postback' };
}

function readAttachment(desk: Desk, { type = '', payload = {} }: NonNullable<GraphMessage['attachment']>) {
  if (media.includes(type)) {
    if (!payload.attachment_id && !URL.canParse(payload.url ?? '')) throw invalid('attachment[payload]');
    return { text: `[${type}]`, buttons: [] };
  }
  if (type !== 'template') throw invalid('attachment[type]');
  if (payload.template_type === 'generic') return readGeneric(desk, payload);
  if (payload.template_type !== 'button') throw invalid('template_type');
  const { text = '', buttons = [] } = payload;
  if (text === '' || buttons.length === 0) throw invalid('button template');
  limit(desk, 'button template text', text.length, most.templateText);
  limit(desk, 'buttons', buttons.length, most.buttons);
  return { text, buttons: buttons.map((button) => readButton(desk, button)) };
}

function readGeneric(desk: Desk, { elements = [] }: Payload): { text: string; buttons: Button[] } {
  if (elements.length === 0) throw invalid('elements');
  limit(desk, 'elements', elements.length, most.elements);
  const buttons = elements.flatMap(({ title, subtitle = '', buttons: own = [], ...rest }) => {
    if (!title) throw invalid('elements[title]');
    if (subtitle === '' && own.length === 0 && Object.keys(rest).length === 0) throw invalid('elements');
    limit(desk, 'element title', title.length, most.elementTitle);
    limit(desk, 'element subtitle', subtitle.length, most.elementTitle);
    limit(desk, 'buttons', own.length, most.buttons);
    return own.map((button) => readButton(desk, button));
  });
  return { text: elements.map(({ title }) => title).join('\n'), buttons };
}
