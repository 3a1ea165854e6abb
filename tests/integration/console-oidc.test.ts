import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, createPerson, openConsole, type TestConsole, testPassword } from '../support/console.ts';
import {
  type IdentityProvider,
  oidcClient,
  signInAt,
  startIdentityProvider,
} from '../support/identity-provider.ts';

let provider: IdentityProvider;
let console: TestConsole;
beforeAll(async () => {
  provider = await startIdentityProvider(() => [`${console.url}/oidc/callback`]);
  console = await openConsole({
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: oidcClient.id,
    OIDC_CLIENT_SECRET: oidcClient.secret,
    OIDC_NAME: 'Cổng của tỉnh',
  });
});
afterAll(async () => {
  await console.close();
  await provider.close();
});

const signIn = (tamper?: (callback: URL) => void) =>
  signInAt(provider, `${console.url}/oidc/start`, tamper ? { tamper } : {});
const sessionOf = async (cookies: ReadonlyMap<string, string>) =>
  call(console, 'GET /session', { as: `gan_dan_staff=${cookies.get('gan_dan_staff')}` });
const linked = (id: number) =>
  console.front.db.systemQuery<{ subject: string | null }>(
    'select oidc_subject as subject from staff where id = $1',
    [id],
  );

describe('signing in at the identity provider', () => {
  it('is offered by its name', async () => {
    expect((await call(console, 'GET /sign-in-ways')).body).toEqual({
      password: true,
      oidc: 'Cổng của tỉnh',
    });
  });

  it('knows a person by a verified address the first time, and by their subject from then on', async () => {
    const { email, id } = await createPerson(console, ['officer'], { mustChangePassword: true });
    provider.person = { sub: 'lan', email: email.toUpperCase(), verified: true };

    const first = await signIn();
    expect(first.path).toBe('/console/');
    expect((await sessionOf(first.cookies)).body).toMatchObject({ staff: { email }, mustDo: [] });
    expect(await linked(id)).toEqual([{ subject: `${provider.issuer} lan` }]);
    // The one-time password was never this person's own.
    const withPassword = { body: { email, password: testPassword } };
    expect((await call(console, 'POST /session', withPassword)).code).toBe('wrong_credentials');

    provider.person = { sub: 'lan', email: 'ten-moi@phuong.example', verified: true };
    const again = await signIn();
    expect((await sessionOf(again.cookies)).body.staff.email).toBe(email);
  });

  it('keeps a password that is the person’s own', async () => {
    const { email } = await createPerson(console, ['officer']);
    provider.person = { sub: 'hoa', email, verified: true };
    await signIn();
    expect((await call(console, 'POST /session', { body: { email, password: testPassword } })).status).toBe(
      200,
    );
  });

  it('lets nobody in by an address that is not verified, or whose account is another subject’s', async () => {
    const { email, id } = await createPerson(console, ['officer']);
    provider.person = { sub: 'minh', email, verified: false };
    const unverified = await signIn();
    expect(unverified.path).toBe('/console/?problem=oidc_unknown');
    expect(unverified.cookies.has('gan_dan_staff')).toBe(false);
    expect(await linked(id)).toEqual([{ subject: null }]);

    provider.person = { sub: 'minh', email, verified: true };
    await signIn();
    provider.person = { sub: 'ke-khac', email, verified: true };
    expect((await signIn()).path).toBe('/console/?problem=oidc_unknown');
  });

  it('creates nobody, and opens no account that is disabled', async () => {
    const before = await console.front.db.systemQuery('select id from staff');
    provider.person = { sub: 'la', email: 'nguoi-la@phuong.example', verified: true };
    expect((await signIn()).path).toBe('/console/?problem=oidc_unknown');
    expect(await console.front.db.systemQuery('select id from staff')).toHaveLength(before.length);

    const gone = await createPerson(console, ['officer']);
    await console.front.db.systemQuery('update staff set disabled_at = now() where id = $1', [gone.id]);
    provider.person = { sub: 'da-nghi', email: gone.email, verified: true };
    expect((await signIn()).path).toBe('/console/?problem=oidc_unknown');
  });

  it.each([
    ['another state', (url: URL) => url.searchParams.set('state', 'x')],
    ['another code', (url: URL) => url.searchParams.set('code', 'x')],
    [
      'a refusal',
      (url: URL) => {
        url.search = '?error=access_denied';
      },
    ],
  ])('ends on a clear page when the answer has %s', async (_what, tamper) => {
    const { email } = await createPerson(console, ['officer']);
    provider.person = { sub: 'nam', email, verified: true };
    const { path, cookies } = await signIn(tamper);
    expect(path).toBe('/console/?problem=oidc');
    expect(cookies.has('gan_dan_staff')).toBe(false);
  });

  it('takes no answer without the ticket that its own browser carries', async () => {
    const answer = await call(console, 'GET /oidc/callback?code=x&state=y');
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe('/console/?problem=oidc');
  });
});

describe('without a provider', () => {
  it('that answers, the browser lands on a clear page', async () => {
    const lost = await openConsole({
      OIDC_ISSUER: 'http://127.0.0.1:9',
      OIDC_CLIENT_ID: oidcClient.id,
      OIDC_CLIENT_SECRET: oidcClient.secret,
    });
    const answer = await call(lost, 'GET /oidc/start');
    await lost.close();
    expect(answer.headers.get('location')).toBe('/console/?problem=oidc');
    expect(answer.body).toBe('');
  });

  it('that is set up, there is nothing to start', async () => {
    const plain = await openConsole();
    const answer = await call(plain, 'GET /oidc/start');
    await plain.close();
    expect(answer.code).toBe('not_found');
  });
});
