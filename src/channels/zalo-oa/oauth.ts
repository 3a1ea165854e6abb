import { createHash } from 'node:crypto';
import { z } from 'zod';
import { err, ok, type Result } from '../../core/result.ts';
import type { ChannelHost, SendError, TokenPair } from '../channel.ts';
import { noAnswer } from '../shared/call-failures.ts';
import { vendorWord } from '../shared/vendor-word.ts';
import type { ZaloOaConfig } from './config.ts';
import { statusRefusal } from './errors.ts';
import { parseJson } from './parse-json.ts';

/** https://developers.zalo.me/docs, OAuth v4: `expires_in` is seconds, in quotes. */
const Granted = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.union([z.string(), z.number()]).transform(Number).pipe(z.number().positive()),
});
/** Failures come with status 200 too, and not always with a number. */
const Refused = z.object({
  error: z.union([z.number(), z.string()]).optional().catch(undefined),
  error_name: z.string().optional().catch(undefined),
});

/** -14002: the app is not active. -14003: the address to come back to is not the console's. */
const consoleFaults = new Set(['-14002', '-14003']);
const timeoutMs = 10_000;

export type Grant =
  | { readonly grant_type: 'refresh_token'; readonly refresh_token: string }
  | { readonly grant_type: 'authorization_code'; readonly code: string; readonly code_verifier: string };

/** One exchange. No message was sent by it, so every failure is provably unsent. */
export async function exchangeTokens(
  config: ZaloOaConfig,
  { http, clock }: Pick<ChannelHost, 'http' | 'clock'>,
  grant: Grant,
): Promise<Result<TokenPair, SendError>> {
  const answer = await http.request({
    method: 'POST',
    url: `${config.oauthUrl}/v4/oa/access_token`,
    headers: { secret_key: config.appSecret },
    body: new URLSearchParams({ ...grant, app_id: config.appId }),
    expect: 'text',
    timeoutMs,
  });
  if (!answer.ok) return err({ ...noAnswer(answer.error), provablyUnsent: true });
  const json = parseJson(answer.value.body);
  const granted = Granted.safeParse(json);
  if (!granted.success) return err(refusalOf(answer.value.status, json));
  const issuedAt = clock.now();
  const { access_token: accessToken, refresh_token: refreshToken, expires_in: seconds } = granted.data;
  return ok({ accessToken, refreshToken, issuedAt, expiresAt: issuedAt + seconds * 1000 });
}

function refusalOf(status: number, json: unknown): SendError {
  const refused = Refused.safeParse(json);
  const { error, error_name: name } = refused.success ? refused.data : {};
  if (error === undefined && name === undefined) {
    const code = status >= 400 ? statusRefusal(status) : ({ code: 'unreachable' } as const);
    return { vendorCode: 'unreadable_token_answer', ...code, provablyUnsent: true };
  }
  const vendorCode = `oauth ${wordOf(error, name)}`;
  const code = consoleFaults.has(String(error)) ? 'misconfigured' : 'token_dead';
  return { code, vendorCode, provablyUnsent: true };
}

function wordOf(error: string | number | undefined, name: string | undefined): string {
  const number = /^-?\d{1,6}$/.exec(String(error))?.[0];
  return number ?? vendorWord(name ?? String(error));
}

/**
 * Where an administrator of the account consents: https://developers.zalo.me/docs, OAuth v4. With a fixed
 * verifier the challenge is the one that was saved in the console. No `code_challenge_method`: it is always S256.
 */
export function consentUrl(
  { oauthUrl, appId, codeVerifier }: ZaloOaConfig,
  { state, challenge, redirectUri }: { state: string; challenge: string; redirectUri: string },
): string {
  const query = new URLSearchParams({
    app_id: appId,
    redirect_uri: redirectUri,
    code_challenge: codeVerifier ? challengeOf(codeVerifier) : challenge,
    state,
  });
  return `${oauthUrl}/v4/oa/permission?${query}`;
}

const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');
