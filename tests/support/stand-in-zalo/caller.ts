export type Reached = { readonly url: string; readonly account: Readonly<Record<string, string>> };
interface Envelope {
  readonly error?: number;
  readonly data?: Record<string, unknown>;
}

/** A client as small as can be, by default with the token that the stand-in started with. */
export async function call(
  standIn: Reached,
  path: string,
  body?: object,
  token = standIn.account.accessToken ?? '',
) {
  const answer = await fetch(standIn.url + path, {
    method: body ? 'POST' : 'GET',
    headers: { access_token: token },
    ...(body && { body: body instanceof FormData ? body : JSON.stringify(body) }),
  });
  return { status: answer.status, headers: answer.headers, ...((await answer.json()) as Envelope) };
}

export const consult = (standIn: Reached, userId: string, message: object | string, token?: string) => {
  const content = typeof message === 'string' ? { text: message } : message;
  return call(standIn, '/v3.0/oa/message/cs', { recipient: { user_id: userId }, message: content }, token);
};

export const withButtons = (buttons: readonly object[]) => ({
  text: 'Bà con cần gì?',
  attachment: { type: 'template', payload: { buttons } },
});
export const question = { title: 'Tra cứu', type: 'oa.query.hide', payload: '#tracuu' };
export const hours = (count: number) => Date.now() - count * 3_600_000;
