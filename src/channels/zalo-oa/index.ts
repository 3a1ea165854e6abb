import type {
  Channel,
  ChannelHost,
  ChecksHealth,
  ConnectsByConsent,
  DownloadsFiles,
  SharesBucket,
  TendsToken,
} from '../channel.ts';
import { createButtonSwitch } from './button-switch.ts';
import { zaloOaCapabilities } from './capabilities.ts';
import { createZaloClient, type ZaloClient } from './client/index.ts';
import { createLimitMemory } from './client/limits.ts';
import type { ZaloOaConfig } from './config.ts';
import { download } from './download.ts';
import { checkHealth } from './health.ts';
import { consentUrl, exchangeTokens } from './oauth.ts';
import { receive } from './receive.ts';
import { send } from './sending.ts';
import { createTokens } from './tokens.ts';

export interface ZaloOaOptions {
  /** The vendor's id of the Official Account. */
  readonly oaId: string;
  readonly config: ZaloOaConfig;
  readonly host: ChannelHost;
}

export type ZaloOa = Channel &
  ChecksHealth &
  ConnectsByConsent &
  DownloadsFiles &
  SharesBucket &
  TendsToken & {
    /** Calls for what is more than a conversation: tags, articles, broadcasts, uploads. */
    readonly client: ZaloClient;
  };

/** One Official Account of Zalo: https://docs.zaloplatforms.com/docs/OA, OpenAPI v3 as of 2026-11. */
export function createZaloOa({ oaId, config, host }: ZaloOaOptions): ZaloOa {
  const limits = createLimitMemory();
  const tokens = createTokens(config, host);
  const buttons = createButtonSwitch(config, host);
  const client = createZaloClient({ config, host, tokens, limits });
  const row = { ...zaloOaCapabilities, requestsContact: config.userInfoImageUrl !== undefined };
  const rowWithoutButtons = { ...row, maxButtons: 0, linkButtons: false };
  return {
    id: 'zalo-oa',
    client,
    bucket: `zalo-app:${config.appId}`,
    get capabilities() {
      return buttons.isOff() ? rowWithoutButtons : row;
    },
    receive: (request) => receive(request, { ...config, oaId }, host),
    send: (message) => send({ client, config, host, buttons }, message),
    download: (url, maxBytes) => download({ http: host.http, config }, url, maxBytes),
    checkHealth: () => checkHealth({ oaId, client, config, host, tokens, limits, buttons }),
    tendToken: () => tokens.tend(),
    consentUrl: (request) => consentUrl(config, request),
    async connect({ code, verifier }) {
      const grant = {
        grant_type: 'authorization_code',
        code,
        code_verifier: config.codeVerifier ?? verifier,
      } as const;
      const pair = await exchangeTokens(config, host, grant);
      if (!pair.ok) return pair;
      await host.tokens.replace(pair.value);
      return { ok: true, value: undefined };
    },
  };
}
