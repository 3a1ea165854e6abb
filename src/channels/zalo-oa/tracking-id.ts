import { createHash } from 'node:crypto';

/** https://docs.zaloplatforms.com/docs/ZBS: at most 48 characters. */
const maxChars = 48;

/** Our message's id as the template's: the same message always has the same one. */
export const trackingId = (messageId: string): string =>
  messageId.length <= maxChars
    ? messageId
    : createHash('sha256').update(messageId).digest('hex').slice(0, maxChars);
