import { ok, type Result } from '../../../core/result.ts';
import type { Receipt, SendError } from '../../channel.ts';
import type { ZaloCall } from './call.ts';
import type { LimitMemory } from './limits.ts';
import { SentMessage } from './schema.ts';

/** https://stc-developers.zdn.vn/docs/v2, phu-luc/cau-truc-cua-tham-so-buttons. */
export type ZaloButton =
  | { readonly title: string; readonly type: 'oa.query.hide'; readonly payload: string }
  | { readonly title: string; readonly type: 'oa.open.url'; readonly payload: { readonly url: string } };

/** One customer-care message: a text, or one attachment with or without words. */
export interface CsMessage {
  readonly text?: string;
  readonly attachment?: CsAttachment;
}
type CsAttachment =
  | { readonly type: 'template'; readonly payload: { readonly buttons: readonly ZaloButton[] } }
  | {
      readonly type: 'template';
      readonly payload: { readonly template_type: 'media'; readonly elements: readonly [MediaElement] };
    }
  | { readonly type: 'file'; readonly payload: { readonly token: string } }
  | {
      readonly type: 'template';
      readonly payload: {
        readonly template_type: 'request_user_info';
        readonly elements: readonly [UserInfoForm];
      };
    };
type MediaElement = { readonly media_type: 'image' } & (
  | { readonly url: string }
  | { readonly attachment_id: string }
);
/** A title of at most 100 characters, a subtitle of at most 500. */
export interface UserInfoForm {
  readonly title: string;
  readonly subtitle: string;
  readonly image_url: string;
}

/** A picture by its public address, or by the id that an upload gave. */
export const imageMessage = (
  image: { url: string } | { attachment_id: string },
  text?: string,
): CsMessage => ({
  ...(text !== undefined && { text }),
  attachment: {
    type: 'template',
    payload: { template_type: 'media', elements: [{ media_type: 'image', ...image }] },
  },
});

/** A document by the token that its upload gave. */
export const fileMessage = (token: string): CsMessage => ({
  attachment: { type: 'file', payload: { token } },
});

export const userInfoMessage = (form: UserInfoForm): CsMessage => ({
  attachment: { type: 'template', payload: { template_type: 'request_user_info', elements: [form] } },
});

export interface Visitor {
  readonly anonymousId: string;
  readonly conversationId: string;
}

export function messageCalls(call: ZaloCall, limits: LimitMemory) {
  async function send(path: string, body: object): Promise<Result<Receipt, SendError>> {
    const sent = await call({ method: 'POST', path, body }, SentMessage);
    if (!sent.ok) return sent;
    const { message_id: vendorMessageId, quota } = sent.value;
    if (quota) limits.noteQuota(quota.quota_type ?? 'cs', quota.remain);
    return ok({ vendorMessageId });
  }
  return {
    /** Within seven days of the citizen's last interaction; the first 48 hours cost nothing. */
    sendCs: (userId: string, message: CsMessage) =>
      send('/v3.0/oa/message/cs', { recipient: { user_id: userId }, message }),
    /** To a visitor who has not logged in, within the conversation. */
    sendToVisitor: ({ anonymousId, conversationId }: Visitor, text: string) =>
      send('/v2.0/oa/message', {
        recipient: { anonymous_id: anonymousId, conversation_id: conversationId },
        message: { text },
      }),
  };
}
