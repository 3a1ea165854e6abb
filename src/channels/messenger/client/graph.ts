import type { z } from 'zod';
import { err, ok, type Result } from '../../../core/result.ts';
import type { HttpClient } from '../../../lib/http-client.ts';
import type { SendError } from '../../channel.ts';
import { noAnswer, unreadableAnswer } from '../../shared/call-failures.ts';
import type { MessengerConfig } from '../config.ts';
import { refusalOf } from '../errors.ts';
import { appSecretProof } from '../signature.ts';

export interface GraphOptions {
  readonly http: HttpClient;
  readonly config: MessengerConfig;
  readonly pageId: string;
  readonly callTimeoutMs?: number;
}

/** One call of the API; the path is without version and slash. */
export interface Call<Shape extends z.ZodType> {
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number>>;
  /** Present: a POST. */
  readonly body?: object;
  /** Of the answer; another one proves nothing. */
  readonly answer: Shape;
}

export type Graph = ReturnType<typeof createGraph>;

/**
 * Calls of https://developers.facebook.com/docs/graph-api as one page. The token travels as the vendor's samples
 * show it, in the query, and in a header for what strips queries; never anywhere else than to `graphUrl`, and
 * our own log shows no query.
 */
export function createGraph({ http, config, pageId, callTimeoutMs = 10_000 }: GraphOptions) {
  const root = `${config.graphUrl}/${config.graphVersion}`;
  const proof = appSecretProof(config.pageToken, config.appSecret);

  async function call<Shape extends z.ZodType>(
    wanted: Call<Shape>,
  ): Promise<Result<z.output<Shape>, SendError>> {
    const called = await http.request({
      method: wanted.body ? 'POST' : 'GET',
      url: `${root}/${wanted.path}`,
      query: { ...wanted.query, access_token: config.pageToken, appsecret_proof: proof },
      headers: { authorization: `Bearer ${config.pageToken}` },
      ...(wanted.body && { body: wanted.body }),
      timeoutMs: callTimeoutMs,
    });
    if (!called.ok) return err(noAnswer(called.error));
    const refusal = refusalOf(called.value);
    if (refusal) return err(refusal);
    const answer = wanted.answer.safeParse(called.value.body);
    return answer.success ? ok(answer.data) : err(unreadableAnswer);
  }

  return { call, pageId };
}
