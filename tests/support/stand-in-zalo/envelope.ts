import { type Answer, type Call, jsonOf, Refused } from '../vendor/answer.ts';

/** Codes that the stand-in answers, in the vendor's words as far as they are known. */
const messages = {
  [-32]: 'Your application has reached limit call api',
  [-100]: 'Attachment id is expired or not exist',
  [-108]: 'Phone number is invalid',
  [-109]: 'Template id is invalid',
  [-118]: 'Zalo account not existed',
  [-133]: 'This message can not be sent at night',
  [-201]: 'Params is invalid',
  [-209]: 'API is not supported',
  [-210]: 'Params is over limit',
  [-211]: 'Out of quota',
  [-213]: 'User has not followed OA',
  [-214]: 'Article is processing',
  [-216]: 'Access token is invalid',
  [-220]: 'Access token is expired',
  [-230]: 'User has not interacted with the OA in the past 7 days',
  [-232]: 'User has not interacted with the OA, or the latest interaction is overdue',
  [-234]: 'This type of message is not allowed to send at night',
  [-240]: 'MessageV2 API has been shut down, please use MessageV3 API instead',
  [-242]: 'appsecret_proof is invalid',
  [-249]: 'Template can not be sent by uid',
  [-1121]: 'Template data is missing a parameter',
} as const;
export type ZaloCode = keyof typeof messages;

/** Success and failure alike are HTTP 200. */
export const success = (data: unknown): Answer => ({ body: { data, error: 0, message: 'Success' } });

export const failure = (code: number, message?: string): Answer => ({
  body: { error: code, message: message ?? messages[code as ZaloCode] ?? 'Unknown error' },
});

export const refuse = (code: ZaloCode, message?: string): Refused => new Refused(failure(code, message));

/** GET endpoints take one query parameter with JSON. */
export function dataOf<Shape extends object>(call: Call): Partial<Shape> {
  const body = Buffer.from(call.query.get('data') ?? '{}');
  return jsonOf<Shape>({ ...call, body }, failure(-201));
}

export const bodyOf = <Shape extends object>(call: Call): Partial<Shape> =>
  jsonOf<Shape>(call, failure(-201));

/** An id of more than 2^53, as the vendor's are. */
export const bigId = (prefix: number, count: number): string =>
  String(BigInt(prefix) * 10n ** 18n + BigInt(count));
