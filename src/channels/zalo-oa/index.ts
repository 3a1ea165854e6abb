import type {
  Channel,
  ChannelHost,
  ChecksHealth,
  ConnectsByConsent,
  DownloadsFiles,
  SharesBucket,
  TendsToken,
} from '../channel.ts';
import { downloadAddress } from '../shared/download-address.ts';
import { createButtonSwitch } from './button-switch.ts';
import { zaloOaCapabilities } from './capabilities.ts';
import { createZaloClient, type ZaloClient } from './client/index.ts';
import { createLimitMemory } from './client/limits.ts';
import type { ZaloOaConfig } from './config.ts';
import { connect } from './connect.ts';
import { checkHealth } from './health.ts';
import { consentUrl } from './oauth.ts';
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
    download: (address, maxBytes) =>
      downloadAddress(host.http, { address, maxBytes, apiRoot: config.openapiUrl }),
    checkHealth: () => checkHealth({ oaId, client, config, host, tokens, limits, buttons }),
    tendToken: () => tokens.tend(),
    consentUrl: (request) => consentUrl(config, request),
    connect: (answer) => connect({ oaId, config, host, limits }, answer),
  };
}
