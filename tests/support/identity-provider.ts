import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

/** A real OpenID provider on this machine; it lets in whoever is named, without asking. */
export interface IdentityProvider {
  readonly issuer: string;
  /** Who signs in next. */
  person: { sub: string; email: string; verified: boolean };
  close(): Promise<void>;
}

export const oidcClient = { id: 'gan-dan', secret: 'a-client-secret-of-some-length' };

export async function startIdentityProvider(redirectUris: () => string[]): Promise<IdentityProvider> {
  const server = createServer((request, response) => handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const identity: IdentityProvider = {
    issuer,
    person: { sub: 'nobody', email: '', verified: false },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  let callback: ReturnType<Provider['callback']> | undefined;
  const handle: ReturnType<Provider['callback']> = (request, response) => {
    callback ??= createProvider(identity, redirectUris()).callback();
    callback(request, response);
  };
  return identity;
}

function createProvider(identity: IdentityProvider, redirectUris: string[]): Provider {
  return new Provider(identity.issuer, {
    clients: [
      {
        client_id: oidcClient.id,
        client_secret: oidcClient.secret,
        redirect_uris: redirectUris,
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: true } },
    cookies: { keys: ['a-key-for-the-cookies-of-a-test'] },
    findAccount: (_context: unknown, sub: string) => ({
      accountId: sub,
      claims: () => ({ sub, email: identity.person.email, email_verified: identity.person.verified }),
    }),
  });
}

/**
 * A browser's way from our start page through the provider's pages (sign in, agree) to wherever it ends: the first
 * address of ours that is a page. Cookies are kept by host, as browsers do; a port tells no hosts apart.
 */
export async function signInAt(
  provider: IdentityProvider,
  start: string,
  { tamper }: { readonly tamper?: (callback: URL) => void } = {},
): Promise<{ readonly path: string; readonly cookies: ReadonlyMap<string, string> }> {
  const cookies = new Map<string, string>();
  let next = { url: new URL(start), form: undefined as string | undefined };
  for (let steps = 0; steps < 20; steps++) {
    const response = await fetch(next.url, {
      method: next.form === undefined ? 'GET' : 'POST',
      redirect: 'manual',
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(next.form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(next.form === undefined ? {} : { body: next.form }),
    });
    keepCookies(cookies, response.headers.getSetCookie());
    const location = response.headers.get('location');
    if (location === null) {
      const page = await response.text();
      if (!page.includes('name="prompt"')) throw new Error(`unexpected page (${response.status}): ${page}`);
      const prompt = page.includes('value="login"') ? 'login' : 'consent';
      next = { url: next.url, form: `prompt=${prompt}&login=${provider.person.sub}&password=x` };
      continue;
    }
    const url = new URL(location, next.url);
    if (url.pathname.startsWith('/console')) return { path: url.pathname + url.search, cookies };
    if (url.pathname.endsWith('/oidc/callback')) tamper?.(url);
    next = { url, form: undefined };
  }
  throw new Error('the browser was sent around in circles');
}

function keepCookies(cookies: Map<string, string>, set: readonly string[]): void {
  for (const line of set) {
    const [pair = ''] = line.split(';');
    const at = pair.indexOf('=');
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
    if (value === '') cookies.delete(name);
    else cookies.set(name, value);
  }
}
