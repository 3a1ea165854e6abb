import type { ChannelHost } from '../channel.ts';

/** Whom a chat id means. A phone number whose hidden form no longer opens is undefined. */
export type Recipient =
  | { readonly kind: 'user'; readonly userId: string }
  | { readonly kind: 'phone'; readonly phone: string | undefined }
  | { readonly kind: 'anonymous'; readonly anonymousId: string; readonly conversationId: string };

export function recipientOf(to: string, ids: ChannelHost['ids']): Recipient {
  const [kind, ...rest] = to.split(':');
  if (kind === 'phone') return { kind, phone: ids.show(rest.join(':')) };
  if (kind !== 'anonymous') return { kind: 'user', userId: to };
  const [anonymousId = '', conversationId = ''] = rest.map(decoded);
  return { kind, anonymousId, conversationId };
}

export const phoneUser = (phone: string, ids: ChannelHost['ids']): string => `phone:${ids.hide(phone)}`;

/** A visitor who has not logged in is answered within one conversation. */
export const anonymousUser = (anonymousId: string, conversationId = ''): string =>
  `anonymous:${[anonymousId, conversationId].map(encodeURIComponent).join(':')}`;

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return part;
    throw error;
  }
}
