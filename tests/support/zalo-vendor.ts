import { createHash } from 'node:crypto';
import nock from 'nock';
import type { RawRequest, TokenPair } from '../../src/channels/channel.ts';
import { ZaloOaConfig } from '../../src/channels/zalo-oa/config.ts';
import { createZaloOa } from '../../src/channels/zalo-oa/index.ts';
import { createHttpClient, type HttpClient } from '../../src/lib/http-client.ts';
import { createTestHost, type TestHost } from './channel-host.ts';

export const appId = '100200300';
export const oaId = '5551234567890123456';
export const citizen = '2468135790246813579';
export const oaSecretKey = 'oa-secret-key-of-the-test';
export const appSecret = 'app-secret-of-the-test';
export const now = Date.UTC(2026, 10, 25, 3, 0);
export const roots = {
  openapi: 'https://openapi.zalo.me',
  oauth: 'https://oauth.zaloapp.com',
  business: 'https://business.openapi.zalo.me',
} as const;

export const pair: TokenPair = {
  accessToken: 'access-1',
  refreshToken: 'refresh-1',
  issuedAt: now - 3_600_000,
  expiresAt: now + 24 * 3_600_000,
};

export interface MadeAccount {
  readonly host: TestHost;
  readonly channel: ReturnType<typeof createZaloOa>;
}
type HostOverrides = Parameters<typeof createTestHost>[0];

/** An account with a token pair in the vault, at a fixed moment. */
export function makeZaloOa(settings: object = {}, overrides: HostOverrides = {}): MadeAccount {
  const host = createTestHost({ pair, clock: { now: () => now }, ...overrides });
  const config = ZaloOaConfig.parse({ appId, appSecret, oaSecretKey, ...settings });
  return { host, channel: createZaloOa({ oaId, config, host }) };
}

export const hasty = (): HttpClient => {
  const inner = createHttpClient();
  const request = ((wanted: Parameters<HttpClient['request']>[0]) =>
    inner.request({ ...wanted, timeoutMs: 100 })) as HttpClient['request'];
  return { request, close: () => inner.close() };
};

export interface ZaloCallSeen {
  readonly path: string;
  readonly payload: unknown;
  readonly headers: Readonly<Record<string, string>>;
}
/** Every call that the fake vendor answered, in order. */
export const calls: ZaloCallSeen[] = [];
export const paths = (): string[] => calls.map(({ path }) => path);

interface Answer {
  readonly status?: number;
  readonly body: nock.Body | (() => nock.Body);
  readonly headers?: Record<string, string>;
}

function seen(interceptor: nock.Interceptor, { status = 200, body, headers = {} }: Answer): nock.Scope {
  return interceptor.reply(function reply(uri, payload) {
    const sent = this.req.headers as unknown as Record<string, string>;
    calls.push({ path: uri, payload, headers: sent });
    return [status, typeof body === 'function' ? body() : body, headers];
  });
}

export const onPost = (path: string | RegExp, answer: Answer, root: string = roots.openapi): nock.Scope =>
  seen(nock(root).post(path), answer);
export const onGet = (path: string | RegExp, answer: Answer): nock.Scope =>
  seen(
    nock(roots.openapi).get((uri) => (typeof path === 'string' ? uri.startsWith(path) : path.test(uri))),
    answer,
  );

export const csPath = '/v3.0/oa/message/cs';
export const success = (data: object): Answer => ({ body: { data, error: 0, message: 'Success' } });
export const refusal = (error: number, message = 'Refused: Nguyễn Thị Bí Mật'): Answer => ({
  body: { error, message },
});

export const acceptsCs = (message_id = 'vendor-1'): nock.Scope =>
  onPost(csPath, success({ message_id, user_id: citizen }));
export const refusesCs = (error: number): nock.Scope => onPost(csPath, refusal(error));
export const grants = (accessToken = 'access-2', fields: object = {}): nock.Scope =>
  onPost(
    '/v4/oa/access_token',
    { body: { access_token: accessToken, refresh_token: 'refresh-2', expires_in: '90000', ...fields } },
    roots.oauth,
  );
export const refusesGrant = (body: nock.Body, status = 200): nock.Scope =>
  onPost('/v4/oa/access_token', { status, body }, roots.oauth);

export function macOf(body: Buffer, timestamp: string, first = appId): string {
  return createHash('sha256')
    .update(first)
    .update(body)
    .update(timestamp + oaSecretKey)
    .digest('hex');
}

/** A webhook as Zalo would sign it; a body that is no JSON has no timestamp. */
export function signed(body: Buffer, first = appId): RawRequest {
  const mac = macOf(body, timestampIn(body), first);
  return { method: 'POST', headers: { 'x-zevent-signature': `mac=${mac}` }, query: {}, body };
}
export const delivered = (event: unknown): RawRequest => signed(Buffer.from(JSON.stringify(event)));

function timestampIn(body: Buffer): string {
  try {
    const timestamp: unknown = JSON.parse(body.toString('utf8'))?.timestamp;
    return typeof timestamp === 'string' || typeof timestamp === 'number' ? String(timestamp) : '';
  } catch {
    return '';
  }
}

export function resetWire(): void {
  nock.abortPendingRequests();
  nock.cleanAll();
  calls.length = 0;
}
