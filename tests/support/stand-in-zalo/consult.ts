import type { Answer, Call } from '../vendor/answer.ts';
import type { Button } from '../vendor/stand-in.ts';
import { readButtons, type ZaloButton } from './buttons.ts';
import { bodyOf, refuse, success } from './envelope.ts';
import type { House } from './house.ts';
import { freeHours, windowHours } from './people.ts';
import { checkUpload } from './uploads.ts';

interface Element {
  readonly media_type?: string;
  readonly url?: string;
  readonly attachment_id?: string;
  readonly title?: string;
  readonly subtitle?: string;
  readonly image_url?: string;
  readonly default_action?: { readonly type?: string; readonly payload?: string; readonly url?: string };
}
interface Consult {
  readonly recipient: { readonly user_id?: string };
  readonly message: {
    readonly text?: string;
    readonly attachment?: {
      readonly type?: string;
      readonly payload?: {
        readonly template_type?: string;
        readonly buttons?: readonly ZaloButton[];
        readonly elements?: readonly Element[];
        readonly token?: string;
      };
    };
  };
}

export const maxText = 2_000;

/** POST /v3.0/oa/message/cs: free for 48 hours after the citizen's last word, paid for 7 days. */
export const consult =
  (house: House) =>
  (call: Call): Answer => {
    const { recipient, message } = bodyOf<Consult>(call);
    const userId = recipient?.user_id;
    if (typeof userId !== 'string' || userId === '') throw refuse(-201, 'user_id is invalid');
    const content = readContent(house, message ?? {});
    const quota = useQuota(house, userId);
    const message_id = house.deliver({ ...content, userId, how: 'cs' });
    return success({ message_id, user_id: userId, sent_time: String(house.desk.now()), quota });
  };

function readContent(
  house: House,
  { text, attachment }: Consult['message'],
): { text: string; buttons: Button[] } {
  if (text !== undefined && typeof text !== 'string') throw refuse(-201, 'text is invalid');
  if ((text ?? '').length > maxText) {
    house.desk.broke(`zalo: a text of ${text?.length} characters`);
    throw refuse(-210, 'text is over limit');
  }
  if (!attachment && !text) throw refuse(-201, 'message is invalid');
  const payload = attachment?.payload ?? {};
  if (attachment?.type === 'file') {
    checkUpload(house, payload.token);
    return { text: text ?? '[file]', buttons: [] };
  }
  if (attachment && attachment.type !== 'template') throw refuse(-201, 'attachment is invalid');
  const listed = readElements(house, payload.template_type, payload.elements ?? []);
  const buttons = payload.buttons ? readButtons(house, payload.buttons) : [];
  if (attachment && buttons.length === 0 && listed.text === undefined)
    throw refuse(-201, 'payload is invalid');
  return { text: text ?? listed.text ?? '', buttons: [...listed.buttons, ...buttons] };
}

/** Templates with elements: media, a question for name and phone, and the list that may no longer exist. */
function readElements(house: House, type: string | undefined, elements: readonly Element[]) {
  const [first] = elements;
  if (!first) return { text: undefined, buttons: [] };
  if (type === 'media') {
    if (first.attachment_id !== undefined) checkUpload(house, first.attachment_id);
    else if (!URL.canParse(first.url ?? '')) throw refuse(-201, 'url is invalid');
    return { text: `[${first.media_type ?? 'media'}]`, buttons: [] };
  }
  if (type === 'request_user_info') {
    if (elements.length !== 1 || !first.title) throw refuse(-201, 'elements is invalid');
    if (first.title.length <= 100 && (first.subtitle ?? '').length <= 500)
      return { text: first.title, buttons: [] };
    house.desk.broke('zalo: too long a question for user info');
    throw refuse(-210);
  }
  if (type !== 'list') throw refuse(-201, 'template_type is invalid');
  const actions = elements.flatMap(({ title, default_action: action }): ZaloButton[] =>
    action
      ? [
          {
            ...(title && { title }),
            ...action,
            payload: action.url ? { url: action.url } : (action.payload ?? ''),
          },
        ]
      : [],
  );
  return { text: elements.map(({ title }) => title).join('\n'), buttons: readButtons(house, actions) };
}

function useQuota({ desk, people, options, settings }: House, userId: string) {
  const hours = people.hoursSince(userId);
  if (hours === undefined) {
    desk.broke('zalo: a consult message to somebody who never wrote');
    throw refuse(options.strangerCode);
  }
  if (hours > windowHours) {
    desk.broke('zalo: a consult message after 7 days');
    throw refuse(-230);
  }
  const owner = { owner_type: 'OA', owner_id: options.oaId };
  if (hours <= freeHours) return { quota_type: 'reply', remain: '0', total: '0', expired_date: '', ...owner };
  if (settings.paidQuota <= 0) throw refuse(-211);
  settings.paidQuota -= 1;
  const remain = String(settings.paidQuota);
  return { quota_type: 'sub_quota', remain, total: '1000000', expired_date: '', ...owner };
}
