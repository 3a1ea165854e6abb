import type { HttpError } from '../../lib/http-client.ts';
import type { SendError } from '../channel.ts';

/** A call without an answer: whether the vendor heard it decides if it may be made again. */
export const noAnswer = ({ code, maybeSent }: HttpError): SendError => ({
  code: 'unreachable',
  vendorCode: code,
  provablyUnsent: !maybeSent,
});

/** A success whose body proves nothing. */
export const unreadableAnswer: SendError = {
  code: 'unreachable',
  vendorCode: 'unreadable_answer',
  provablyUnsent: false,
};
