import { createHmac } from 'node:crypto';
import type { z } from 'zod';
import { err, ok, type Result } from '../../../core/result.ts';
import type { ChannelHost, SendError } from '../../channel.ts';
import { noAnswer, unreadableAnswer } from '../../shared/call-failures.ts';
import type { ZaloOaConfig } from '../config.ts';
import { type CodeFamily, knownRefusal, type Refusal, rejected } from '../errors.ts';
import type { Tokens } from '../tokens.ts';
import { openEnvelope } from './envelope.ts';
import type { LimitMemory } from './limits.ts';

export interface ZaloRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Default `openapi`. */
  readonly at?: 'openapi' | 'business';
  /** Default `oa`. */
  readonly family?: CodeFamily;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: object;
  readonly timeoutMs?: number;
}

/**
 * One call with the account's token, which is renewed once when the vendor refuses it. Errors are those of
 * sending, whatever was called, with the vendor's number as `vendorCode`.
 */
export type ZaloCall = <T>(request: ZaloRequest, data: z.ZodType<T>) => Promise<Result<T, SendError>>;

export interface CallDeps {
  readonly config: ZaloOaConfig;
  readonly host: ChannelHost;
  readonly tokens: Tokens;
  readonly limits: LimitMemory;
}

const timeoutMs = 10_000;

export function createCall({ config, host, tokens, limits }: CallDeps): ZaloCall {
  const roots = { openapi: config.openapiUrl, business: config.businessUrl };

  async function once(request: ZaloRequest, accessToken: string): Promise<Result<unknown, SendError>> {
    const { method, path, at = 'openapi', family = 'oa', query, body } = request;
    const answer = await host.http.request({
      method,
      url: roots[at] + path,
      headers: {
        access_token: accessToken,
        ...(at === 'openapi' && { appsecret_proof: appSecretProof(accessToken, config.appSecret) }),
      },
      expect: 'text',
      timeoutMs: request.timeoutMs ?? timeoutMs,
      ...(query && { query }),
      ...(body && { body }),
    });
    if (!answer.ok) return err(noAnswer(answer.error));
    limits.noteHeaders(answer.value.headers);
    const opened = openEnvelope(answer.value.status, answer.value.body, family);
    if (opened.ok) return opened;
    return err(opened.error.kind === 'failed' ? opened.error.error : explain(opened.error.refusal));
  }

  function explain(refusal: Refusal): SendError {
    const known = knownRefusal(refusal, host.clock.now());
    if (known) return known;
    host.alert('unknown_vendor_code', String(refusal.code));
    return rejected(String(refusal.code));
  }

  return async (request, shape) => {
    const answer = await tokens.withToken((accessToken) => once(request, accessToken));
    if (!answer.ok) return answer;
    const parsed = shape.safeParse(answer.value);
    return parsed.success ? ok(parsed.data) : err(unreadableAnswer);
  };
}

/** https://github.com/zaloplatform/zalo-php-sdk: the proof that the caller also holds the app's secret. */
const appSecretProof = (accessToken: string, appSecret: string): string =>
  createHmac('sha256', appSecret).update(accessToken).digest('hex');

/** The vendor's way of a GET with parameters: one of them, holding JSON. */
export const dataQuery = (data: object): { data: string } => ({ data: JSON.stringify(data) });
