import nock from 'nock';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { MessengerConfig } from '../../src/channels/messenger/config.ts';
import { createMessenger } from '../../src/channels/messenger/index.ts';
import { appId, appSecret, pageId } from '../fixtures/messenger-webhooks.ts';
import { createMessengerHost } from './messenger-host.ts';

export const graphRoot = 'https://graph.facebook.com';
export const secrets = { pageToken: 'page-token-of-the-tests', appSecret, verifyToken: 'chuỗi xác nhận' };
/** HMAC-SHA256 of the token above under the secret above, by OpenSSL. */
const proof = 'fd134759cb9a9d0cba4e9bb52b275fb034e2f002822df94c0eb2e2a2a598095d';

export interface Call {
  readonly path: string;
  readonly body: unknown;
}

/** The vendor on the wire, and the house of the test; both are new for each test. */
export const wire = {
  house: createMessengerHost(),
  /** What was posted, in order. */
  calls: [] as Call[],
  /** Short only where nothing will come, so that a slow machine does not fail the rest. */
  callTimeoutMs: 10_000,
};

export function useMessengerWire(): void {
  beforeAll(() => nock.disableNetConnect());
  beforeEach(() => Object.assign(wire, { house: createMessengerHost(), calls: [], callTimeoutMs: 10_000 }));
  afterEach(() => {
    nock.abortPendingRequests();
    nock.cleanAll();
  });
  afterAll(() => nock.restore());
}

export function create(settings: Partial<MessengerConfig> = {}) {
  const config = MessengerConfig.parse({ appId, ...settings, ...secrets });
  return createMessenger({ pageId, config, host: wire.house.host, callTimeoutMs: wire.callTimeoutMs });
}

/** Plays one answer to one call, which must come with the token in its header and the proof beside it. */
export function vendor(
  method: 'GET' | 'POST',
  path: string,
  status: number,
  body: object | string,
  headers = {},
) {
  const scope = nock(graphRoot, { reqheaders: { authorization: `Bearer ${secrets.pageToken}` } });
  const note = (sent?: unknown) => wire.calls.push({ path, body: sent }) > 0;
  const address = `/v25.0/${path}`;
  const asked = method === 'GET' ? scope.get(address) : scope.post(address, note);
  return asked.query((query) => query.appsecret_proof === proof).reply(status, body, headers);
}

export const accepts = (path: string, body: object) => vendor('POST', path, 200, body);
