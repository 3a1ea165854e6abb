import { err, ok, type Result } from '../../core/result.ts';
import type { ChannelHost, FilledTemplate, OutboundMessage, Receipt, SendError } from '../channel.ts';
import type { ButtonSwitch } from './button-switch.ts';
import type { ZaloClient } from './client/index.ts';
import { userInfoMessage } from './client/messages.ts';
import type { ZaloOaConfig } from './config.ts';
import { rejected } from './errors.ts';
import { asTexts, hasButtons, limitBroken, normalised, withButtons } from './outbound.ts';
import { type Recipient, recipientOf } from './recipients.ts';
import { trackingId } from './tracking-id.ts';

export interface SendingDeps {
  readonly client: ZaloClient;
  readonly config: ZaloOaConfig;
  readonly host: ChannelHost;
  readonly buttons: ButtonSwitch;
}
type Sent = Promise<Result<Receipt, SendError>>;

const needsTemplate: SendError = { code: 'needs_template', provablyUnsent: true };
/** Invalid field, message kind not supported: with buttons in the message, they are the likely reason. */
const shapeRefusals = new Set<string | undefined>(['-201', '-233']);
/** https://stc-developers.zdn.vn/docs/v2, request_user_info: the longest subtitle of the form. */
const maxFormChars = 500;

/** Sends by the route that was chosen for the message; the recipient's kind says which calls there are. */
export async function send(deps: SendingDeps, message: OutboundMessage): Sent {
  const to = recipientOf(message.to, deps.host.ids);
  if (to.kind === 'phone' || message.route === 'template') return await sendTemplate(deps, to, message);
  const composed = normalised(message);
  const fault = limitBroken(composed);
  if (fault) return err(rejected(fault));
  if (to.kind === 'anonymous') return await sendToVisitor(deps, to, composed);
  return composed.request === 'contact'
    ? await sendAsking(deps, to.userId, composed)
    : await sendCs(deps, to.userId, composed);
}

async function sendTemplate({ client }: SendingDeps, to: Recipient, message: OutboundMessage): Sent {
  if (!message.template) return err(needsTemplate);
  const template = composedTexts(message.template);
  if (to.kind === 'user') return await client.sendTemplate(to.userId, template);
  if (to.kind === 'anonymous') return err(rejected('template_to_visitor'));
  if (to.phone === undefined) return err(rejected('unknown_phone'));
  return await client.sendTemplateByPhone(to.phone, template, trackingId(message.id));
}

function composedTexts({ id, data }: FilledTemplate): FilledTemplate {
  const entries = Object.entries(data).map(([place, text]) => [place, text.normalize('NFC')] as const);
  return { id, data: Object.fromEntries(entries) };
}

async function sendToVisitor(
  { client }: SendingDeps,
  to: Recipient & { kind: 'anonymous' },
  message: OutboundMessage,
): Sent {
  if (to.conversationId === '') return err({ ...rejected('no_conversation'), code: 'recipient_gone' });
  return await inOrder(asTexts(message), (text) => client.sendToVisitor(to, text));
}

/** Buttons where Zalo takes them; when it does not, the same as text, and from then on without buttons. */
async function sendCs({ client, buttons }: SendingDeps, userId: string, message: OutboundMessage): Sent {
  const asText = () => inOrder(asTexts(message), (text) => client.sendCs(userId, { text }));
  if (!hasButtons(message) || buttons.isOff()) return await asText();
  const sent = await client.sendCs(userId, withButtons(message));
  if (sent.ok || !shapeRefusals.has(sent.error.vendorCode)) return sent;
  const plain = await asText();
  // Refused in the same way without them: then it was not the buttons.
  if (plain.ok) await buttons.turnOff(sent.error.vendorCode ?? '');
  return plain;
}

/** The vendor's form for a phone number. What it cannot hold goes before it; without it words have to do. */
async function sendAsking(deps: SendingDeps, userId: string, message: OutboundMessage): Sent {
  const { client, config, host } = deps;
  const image = config.userInfoImageUrl;
  if (!image) return await sendCs(deps, userId, message);
  const title = host.speak('vi', 'contact_form.title');
  const form = (subtitle: string) =>
    client.sendCs(userId, userInfoMessage({ title, subtitle, image_url: image }));
  if (!hasButtons(message) && message.text.length <= maxFormChars) {
    const asked = await form(message.text);
    if (asked.ok || !shapeRefusals.has(asked.error.vendorCode)) return asked;
    host.notice('contact_form_refused', asked.error.vendorCode);
    return await sendCs(deps, userId, message);
  }
  const said = await sendCs(deps, userId, message);
  if (!said.ok) return said;
  const asked = await form(host.speak('vi', 'contact_form.subtitle'));
  if (!asked.ok) host.notice('contact_form_refused', asked.error.vendorCode);
  return said;
}

/** The receipt of the last one. Once a part has gone, a failure must not bring all of them again. */
async function inOrder(texts: readonly string[], sendOne: (text: string) => Sent): Sent {
  let last: Receipt = { vendorMessageId: '' };
  for (const [at, text] of texts.entries()) {
    const sent = await sendOne(text);
    if (!sent.ok) return at === 0 ? sent : err({ ...sent.error, provablyUnsent: false });
    last = sent.value;
  }
  return ok(last);
}
