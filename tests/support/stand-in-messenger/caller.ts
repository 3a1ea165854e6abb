import { createHmac } from 'node:crypto';

export interface Reached {
  readonly url: string;
  readonly account: Readonly<Record<string, string>>;
}
interface GraphAnswer {
  readonly error?: { readonly code: number; readonly error_subcode?: number };
  readonly message_id?: string;
  readonly data?: unknown;
}

/** A client as small as can be, with the token that the stand-in started with and its proof. */
export async function call(
  standIn: Reached,
  path: string,
  body?: object,
  query: Record<string, string> = {},
) {
  const { pageToken = '', appSecret = '' } = standIn.account;
  const appsecret_proof = createHmac('sha256', appSecret).update(pageToken).digest('hex');
  const search = new URLSearchParams({ access_token: pageToken, appsecret_proof, ...query });
  const answer = await fetch(`${standIn.url}/v25.0/${path}?${search}`, {
    method: body ? 'POST' : 'GET',
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, ...((await answer.json()) as GraphAnswer) };
}

export function send(standIn: Reached, userId: string, message: object | string, type: object = response) {
  const content = typeof message === 'string' ? { text: message } : message;
  return call(standIn, `${standIn.account.pageId}/messages`, {
    recipient: { id: userId },
    ...type,
    message: content,
  });
}

const response = { messaging_type: 'RESPONSE' };
export const humanAgent = { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' };
export const hours = (count: number) => Date.now() - count * 3_600_000;

export const quickReplies = (...titles: readonly string[]) => ({
  text: 'Bà con cần gì?',
  quick_replies: titles.map((title) => ({ content_type: 'text', title, payload: title })),
});

export const buttonTemplate = (text: string, ...titles: readonly string[]) => ({
  attachment: {
    type: 'template',
    payload: {
      template_type: 'button',
      text,
      buttons: titles.map((title) => ({ type: 'postback', title, payload: title })),
    },
  },
});
