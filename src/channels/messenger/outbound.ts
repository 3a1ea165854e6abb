import { err, ok, type Result } from '../../core/result.ts';
import type { FilledTemplate, OutboundMessage, SendError } from '../channel.ts';
import { messengerCapabilities } from './capabilities.ts';
import { isNumbered, templateLanguage } from './client/templates.ts';

/** Comes back in the echo of each text, so that our own are known. */
export const ownMark = 'gan-dan';

interface QuickReply {
  readonly content_type: 'text';
  readonly title: string;
  readonly payload: string;
}
type Message =
  | { readonly text: string; readonly metadata: string; readonly quick_replies?: readonly QuickReply[] }
  | { readonly template: object };

/** https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages */
export interface SendRequest {
  readonly recipient: { readonly id: string } | { readonly comment_id: string };
  readonly messaging_type: 'RESPONSE' | 'UPDATE' | 'MESSAGE_TAG' | 'UTILITY';
  readonly tag?: 'HUMAN_AGENT';
  readonly message: Message;
}

/** Our message in the vendor's words, or why it must not go; the codes name the rule, never the content. */
export function toSendRequest(
  message: OutboundMessage,
  { humanAgent }: { readonly humanAgent: boolean },
): Result<SendRequest, SendError> {
  const comment = commentOf(message.to);
  if (comment === undefined && message.to.includes(':')) return refuse('rejected', 'not_a_person');
  if (message.route === 'template') return comment ? refuse('rejected', 'comment_route') : template(message);
  const broken = limitBroken(message);
  if (broken) return refuse('rejected', broken);
  if (message.route === 'officer_window') {
    return comment ? refuse('rejected', 'comment_route') : officersLateAnswer(message, humanAgent);
  }
  const isAsked = (message.purpose ?? 'answer') === 'answer' || message.purpose === 'officer';
  return ok({
    recipient: comment ? { comment_id: comment } : { id: message.to },
    messaging_type: isAsked || comment ? 'RESPONSE' : 'UPDATE',
    message: textOf(message),
  });
}

/** The tag is for people only: an automatic message under it breaks the vendor's policy. */
function officersLateAnswer(message: OutboundMessage, humanAgent: boolean): Result<SendRequest, SendError> {
  if (message.purpose !== 'officer') return refuse('rejected', 'human_agent_for_officers_only');
  if (!humanAgent) return refuse('outside_reply_window', 'human_agent_not_granted');
  return ok({
    recipient: { id: message.to },
    messaging_type: 'MESSAGE_TAG',
    tag: 'HUMAN_AGENT',
    message: textOf(message),
  });
}

/** Utility templates are for news that a person waits for; the vendor allows no bulk and no marketing in them. */
function template({ to, purpose, template: filled }: OutboundMessage): Result<SendRequest, SendError> {
  if (!filled || filled.id === '') return refuse('needs_template', 'template_missing');
  if (purpose === 'broadcast') return refuse('outside_reply_window', 'utility_not_for_broadcasts');
  if (Object.values(filled.data).some((text) => text.trim() === '')) {
    return refuse('rejected', 'template_place_empty');
  }
  return ok({
    recipient: { id: to },
    messaging_type: 'UTILITY',
    message: { template: templateOf(filled) },
  });
}

function templateOf({ id, data }: FilledTemplate): object {
  const numbered = isNumbered(data);
  const parameters = Object.entries(data).map(([place, text]) => ({
    type: 'text',
    ...(!numbered && { parameter_name: place }),
    text,
  }));
  const components = parameters.length > 0 ? [{ type: 'body', parameters }] : [];
  return { name: id, language: { code: templateLanguage }, components };
}

function textOf(message: OutboundMessage): Message {
  const withoutButtons = message.buttons.length === 0 || commentOf(message.to) !== undefined;
  const replies = message.buttons.map(
    ({ id, label }): QuickReply => ({ content_type: 'text', title: label, payload: id }),
  );
  return {
    text: wholeText(message),
    metadata: ownMark,
    ...(!withoutButtons && { quick_replies: replies }),
  };
}

/** Links stand in the text. So do the choices of an answer to a comment, which is plain. */
function wholeText({ to, text, buttons, linkButtons }: OutboundMessage): string {
  const links = linkButtons.map(({ label, url }) => `${label}: ${url}`);
  const choices = commentOf(to) === undefined ? [] : buttons.map(({ label }) => `- ${label}`);
  return [text, ...links, ...choices].join('\n');
}

function limitBroken(message: OutboundMessage): string | undefined {
  const { maxTextChars, maxButtons, maxButtonIdBytes, maxButtonLabelChars } = messengerCapabilities;
  const { text, buttons } = message;
  if (text.trim() === '') return 'text_empty';
  if (wholeText(message).length > maxTextChars) return 'text_too_long';
  if (buttons.length > maxButtons) return 'too_many_buttons';
  if (buttons.some(({ id }) => id === '' || Buffer.byteLength(id) > maxButtonIdBytes))
    return 'button_id_length';
  if (buttons.some(({ label }) => label.trim() === '' || label.length > maxButtonLabelChars))
    return 'button_label_length';
  return undefined;
}

/** Whoever commented is known by the comment alone, until they write to the page. */
const commentPrefix = 'comment:';
export const commentUserId = (commentId: string): string => `${commentPrefix}${commentId}`;
const commentOf = (to: string): string | undefined =>
  to.startsWith(commentPrefix) && to.length > commentPrefix.length
    ? to.slice(commentPrefix.length)
    : undefined;

const refuse = (code: SendError['code'], vendorCode: string) =>
  err<SendError>({ code, vendorCode, provablyUnsent: true });
