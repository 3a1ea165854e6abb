import { err, ok, type Result } from '../../core/result.ts';
import type { ChannelHost, SendError, TokenPair } from '../channel.ts';
import { createZaloClient } from './client/index.ts';
import type { LimitMemory } from './client/limits.ts';
import type { ZaloOaConfig } from './config.ts';
import { exchangeTokens } from './oauth.ts';
import type { Tokens } from './tokens.ts';

export interface ConnectDeps {
  readonly oaId: string;
  readonly config: ZaloOaConfig;
  readonly host: ChannelHost;
  readonly limits: LimitMemory;
}

/** Exchanges the code of a consent, and keeps the pair when it is for this account: people administer several. */
export async function connect(
  deps: ConnectDeps,
  { code, verifier }: { readonly code: string; readonly verifier: string },
): Promise<Result<void, SendError>> {
  const { config, host } = deps;
  const pair = await exchangeTokens(config, host, {
    grant_type: 'authorization_code',
    code,
    code_verifier: config.codeVerifier ?? verifier,
  });
  if (!pair.ok) return pair;
  if (await isForAnother(deps, pair.value)) {
    return err({ code: 'misconfigured', vendorCode: 'oa_id_differs', provablyUnsent: true });
  }
  await host.tokens.replace(pair.value);
  return ok(undefined);
}

/** When the account does not say who it is, the pair is kept: another one costs another consent. */
async function isForAnother({ oaId, ...deps }: ConnectDeps, pair: TokenPair): Promise<boolean> {
  const tokens: Tokens = {
    withToken: (use) => use(pair.accessToken),
    pair: async () => pair,
    tend: async () => ok('none'),
  };
  const oa = await createZaloClient({ ...deps, tokens }).getOa();
  const id = oa.ok ? (oa.value.oaid ?? oa.value.oa_id) : undefined;
  return id !== undefined && id !== oaId;
}
