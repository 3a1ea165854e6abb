import { type Answer, type Call, jsonOf, Refused } from '../vendor/answer.ts';

/** The vendor's page on error codes, 2026-06-25. */
export function graphError(code: number, message: string, subcode?: number): Answer {
  return {
    status: code === 10 || code === 200 ? 403 : 400,
    body: {
      error: {
        message: `(#${code}) ${message}`,
        type: 'OAuthException',
        code,
        ...(subcode !== undefined && { error_subcode: subcode }),
        fbtrace_id: 'StandIn',
      },
    },
  };
}

export const refuse = (code: number, message: string, subcode?: number): Refused =>
  new Refused(graphError(code, message, subcode));

export const invalid = (parameter: string): Refused => refuse(100, `Invalid parameter: ${parameter}`);

export const bodyOf = <Shape extends object>(call: Call): Partial<Shape> =>
  call.body.length === 0 ? {} : jsonOf<Shape>(call, graphError(100, 'Invalid JSON'));
