import { err, ok, type Result } from '../../core/result.ts';
import type { ChannelHost, SendError, TokenPair } from '../channel.ts';
import type { ZaloOaConfig } from './config.ts';
import { exchangeTokens } from './oauth.ts';

/** https://developers.zalo.me/docs, OAuth v4: 25 hours. Only for a pair that came without `expires_in`. */
const usualLifeMs = 25 * 3_600_000;
/** 18 of 25 hours: a renewal that fails leaves seven hours to mend it. */
const renewAtShare = 0.72;
/** A pair from the settings has an unknown age, so it is renewed this soon. */
const firstRenewalMs = 30 * 60_000;

export interface Tokens {
  /** Does `use` with the token in force; when Zalo refuses the token, once more with a new one. */
  withToken<T>(use: (accessToken: string) => Promise<Result<T, SendError>>): Promise<Result<T, SendError>>;
  /** The pair that renewals go on with; undefined when there is none, whatever the settings hold besides. */
  pair(): Promise<TokenPair | undefined>;
  tend(): Promise<Result<'fresh' | 'renewed' | 'none', SendError>>;
}

const noToken: SendError = { code: 'token_dead', vendorCode: 'no_token', provablyUnsent: true };

/** The account's access token, from the vault that all processes share. */
export function createTokens(config: ZaloOaConfig, host: ChannelHost): Tokens {
  async function pair(): Promise<TokenPair | undefined> {
    const kept = await host.tokens.current();
    if (kept || !config.refreshToken) return kept;
    const first = firstPair(config.refreshToken, config.accessToken, host.clock.now());
    await host.tokens.seed(first);
    return (await host.tokens.current()) ?? first;
  }

  const renew = (stale: string) =>
    host.tokens.renew(stale, (refreshToken) =>
      exchangeTokens(config, host, { grant_type: 'refresh_token', refresh_token: refreshToken }),
    );

  /** The token in force; an expired one is not even tried. */
  async function accessToken(): Promise<Result<string, SendError>> {
    const found = await pair();
    if (!found) return config.accessToken ? ok(config.accessToken) : err(noToken);
    if (found.expiresAt > host.clock.now()) return ok(found.accessToken);
    return tokenOf(await renew(found.accessToken));
  }

  return {
    pair,
    async withToken(use) {
      const token = await accessToken();
      if (!token.ok) return token;
      const answer = await use(token.value);
      if (answer.ok || answer.error.code !== 'token_dead' || !(await pair())) return answer;
      const renewed = await renew(token.value);
      return renewed.ok ? await use(renewed.value.accessToken) : renewed;
    },
    async tend() {
      const found = await pair();
      if (!found) return ok('none');
      const renewAt = found.issuedAt + renewAtShare * (found.expiresAt - found.issuedAt);
      if (Math.min(renewAt, found.expiresAt) > host.clock.now()) return ok('fresh');
      const renewed = await renew(found.accessToken);
      return renewed.ok ? ok('renewed') : renewed;
    },
  };
}

const tokenOf = (renewed: Result<TokenPair, SendError>): Result<string, SendError> =>
  renewed.ok ? ok(renewed.value.accessToken) : renewed;

/** Without an access token the pair counts as expired, so that it is renewed before its first use. */
function firstPair(refreshToken: string, accessToken: string | undefined, now: number): TokenPair {
  if (accessToken === undefined) return { accessToken: '', refreshToken, issuedAt: 0, expiresAt: 0 };
  const issuedAt = now - renewAtShare * usualLifeMs + firstRenewalMs;
  return { accessToken, refreshToken, issuedAt, expiresAt: issuedAt + usualLifeMs };
}
