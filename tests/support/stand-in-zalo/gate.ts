import { createHmac } from 'node:crypto';
import { type Answer, type Call, Refused } from '../vendor/answer.ts';
import { failure, refuse } from './envelope.ts';
import type { House } from './house.ts';

/** Vendor's page https://docs.zaloplatforms.com/docs/OA: 4,000 requests a minute for all OAs of an app. */
export const documentedRate = { max: 4_000, windowMs: 60_000 } as const;

/** Lets calls with a good token through, at the allowed rate; every answer tells what is left of it. */
export function createGate({ desk, options, tokens }: House) {
  function check({ headers }: Call): void {
    if (desk.rates.isTooMuch(desk.now())) throw refuse(-32);
    const token = headers.access_token;
    const state = tokens.stateOf(token);
    if (state !== 'good') throw refuse(state === 'expired' ? -220 : -216);
    const proof = headers.appsecret_proof;
    if (proof === undefined && !options.requireProof) return;
    const expected = createHmac('sha256', options.appSecret)
      .update(token ?? '')
      .digest('hex');
    if (proof !== expected) throw refuse(-242);
  }

  const withRate = (answer: Answer): Answer => ({
    ...answer,
    headers: {
      ...answer.headers,
      'X-RateLimit-Limit': String(desk.rates.limit?.max ?? 0),
      'X-RateLimit-Remain': String(desk.rates.remaining(desk.now())),
    },
  });

  return {
    guarded:
      (run: (call: Call) => Answer) =>
      (call: Call): Answer => {
        try {
          check(call);
          return withRate(run(call));
        } catch (error) {
          if (error instanceof Refused) return withRate(error.answer);
          throw error;
        }
      },
    tooMany: (): Answer => withRate(failure(-32)),
  };
}
export type Gate = ReturnType<typeof createGate>;
