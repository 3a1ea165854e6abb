import { randomBytes } from 'node:crypto';
import type { CompleteZaloOptions } from './options.ts';

const refreshTokenLifeMs = 90 * 86_400_000;
/** https://docs.zaloplatforms.com/docs/OA: a consent code lives ten minutes. */
const codeLifeMs = 600_000;

interface Pair {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** Access tokens that end, refresh tokens that can be used once, codes that can be used once. */
export function createTokens(options: CompleteZaloOptions, now: () => number) {
  const accessTokens = new Map<string, { expiresAt: number }>();
  const refreshTokens = new Map<string, { readonly expiresAt: number; isUsed: boolean }>();
  const codes = new Map<string, { readonly challenge: string | undefined; readonly expiresAt: number }>();
  const counts = { tokenRefreshes: 0, tokenReuses: 0 };
  let expiresInSeconds = options.expiresInSeconds;

  function keep({ accessToken, refreshToken }: Pair): void {
    accessTokens.set(accessToken, { expiresAt: now() + expiresInSeconds * 1000 });
    refreshTokens.set(refreshToken, { expiresAt: now() + refreshTokenLifeMs, isUsed: false });
  }
  keep(options);

  const fresh = (kind: string): string => `zalo-${kind}-${randomBytes(24).toString('base64url')}`;

  return {
    counts,
    keep,
    expiresInSeconds: () => expiresInSeconds,
    setExpiresIn(seconds: number): void {
      expiresInSeconds = seconds;
    },
    issue(): Pair {
      const pair = { accessToken: fresh('access'), refreshToken: fresh('refresh') };
      keep(pair);
      return pair;
    },
    stateOf(accessToken: string | undefined): 'good' | 'unknown' | 'expired' {
      const known = accessTokens.get(accessToken ?? '');
      if (!known) return 'unknown';
      return now() < known.expiresAt ? 'good' : 'expired';
    },
    /** True once for each refresh token; everything stays as it is when the answer is false. */
    useUp(refreshToken: string): boolean {
      const known = refreshTokens.get(refreshToken);
      if (known?.isUsed) counts.tokenReuses += 1;
      if (!known || known.isUsed || now() >= known.expiresAt) return false;
      known.isUsed = true;
      counts.tokenRefreshes += 1;
      return true;
    },
    newCode(challenge: string | undefined): string {
      const code = fresh('code');
      codes.set(code, { challenge, expiresAt: now() + codeLifeMs });
      return code;
    },
    /** The code's challenge, once. */
    useCode(code: string): { readonly challenge: string | undefined } | undefined {
      const known = codes.get(code);
      codes.delete(code);
      return known && now() < known.expiresAt ? known : undefined;
    },
    expireAccessTokens(): void {
      for (const known of accessTokens.values()) known.expiresAt = now();
    },
    revoke(): void {
      accessTokens.clear();
      refreshTokens.clear();
    },
  };
}
export type Tokens = ReturnType<typeof createTokens>;
