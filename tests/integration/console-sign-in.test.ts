import { generateSync } from 'otplib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  call,
  createPerson,
  newCookie,
  openConsole,
  type TestConsole,
  testPassword,
} from '../support/console.ts';

let console: TestConsole;
beforeAll(async () => {
  console = await openConsole({ STAFF_TOTP: 'forced' });
});
afterAll(() => console.close());

let address = 0;
/** Each from an address of its own: what is limited by address is asked apart. */
const signIn = (email: string, password = testPassword, more: object = {}) =>
  call(console, 'POST /session', {
    body: { email, password, ...more },
    headers: { 'x-forwarded-for': `10.0.0.${++address}` },
  });
const cookieOf = (answer: { headers: Headers }) => answer.headers.get('set-cookie')?.split(';')[0] ?? '';

describe('signing in', () => {
  it('gives a cookie that only this site’s own pages send and that no script reads', async () => {
    const { email } = await createPerson(console, ['officer']);

    const answer = await signIn(email.toUpperCase());

    expect(answer.status).toBe(200);
    expect(answer.headers.get('set-cookie')).toMatch(
      /^gan_dan_staff=[\w-]{43}; Path=\/; Max-Age=604800; HttpOnly; SameSite=Strict$/,
    );
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect((await call(console, 'GET /session', { as: cookieOf(answer) })).body).toMatchObject({
      staff: { email },
      grants: [{ role: 'officer', officeId: null, neighbourhoodId: null }],
      mustDo: [],
    });
    const stored = await console.front.db.systemQuery('select token_hash from staff_session');
    expect(JSON.stringify(stored)).not.toContain(cookieOf(answer).split('=')[1]);
  });

  it('refuses an unknown address, a wrong password and a disabled account in the same words', async () => {
    const { email } = await createPerson(console, ['officer']);
    const gone = await createPerson(console, ['officer']);
    await console.front.db.systemQuery('update staff set disabled_at = now() where id = $1', [gone.id]);

    const answers = [
      await signIn('khong-ai@phuong.example'),
      await signIn(email, 'sai mat khau roi'),
      await signIn(gone.email),
    ];

    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(answers[0]?.code).toBe('wrong_credentials');
    expect((await call(console, 'GET /session', { as: gone.cookie })).code).toBe('no_session');
  });

  it('locks after eight failures, even when they come at the same time, and says until when', async () => {
    const { email, id } = await createPerson(console, ['officer']);

    const answers = await Promise.all(Array.from({ length: 12 }, () => signIn(email, 'sai mat khau roi')));
    const after = await signIn(email);

    const codes = answers.map(({ code }) => code);
    expect(codes.filter((code) => code === 'wrong_credentials')).toHaveLength(8);
    expect(codes.filter((code) => code === 'locked')).toHaveLength(4);
    expect(after).toMatchObject({ status: 423, code: 'locked' });
    expect(after.body.error.until - Date.now()).toBeGreaterThan(14 * 60_000);
    const written = await console.front.db.systemQuery(
      `select 1 from audit_entry where action = 'staff.locked' and target = $1`,
      [`staff ${id}`],
    );
    expect(written).toHaveLength(1);
    await console.front.db.systemQuery(
      `update staff set locked_until = now() - interval '1 second' where id = $1`,
      [id],
    );
    expect((await signIn(email)).status).toBe(200);
  });

  it('is slowed down by address', async () => {
    const tries = Array.from({ length: 33 }, (_, at) =>
      call(console, 'POST /session', {
        body: { email: `x${at}@phuong.example`, password: 'sai mat khau roi' },
      }),
    );
    const slowed = (await Promise.all(tries)).filter(({ code }) => code === 'slow_down');
    expect(slowed).toHaveLength(3);
    expect(Number(slowed[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe('a session', () => {
  it('ends by itself after twelve idle hours or seven days', async () => {
    const { id } = await createPerson(console, ['officer']);
    const [idle, old] = [await newCookie(console, id), await newCookie(console, id)];
    await console.front.db.systemQuery(
      `update staff_session set last_seen_at = now() - interval '12 hours 1 minute' where staff_id = $1`,
      [id],
    );
    expect((await call(console, 'GET /session', { as: idle })).code).toBe('no_session');
    await console.front.db.systemQuery(
      `update staff_session set last_seen_at = now(), expires_at = now() - interval '1 minute' where staff_id = $1`,
      [id],
    );
    expect((await call(console, 'GET /session', { as: old })).code).toBe('no_session');
  });

  it('writes down that it was used, but not at every call', async () => {
    const { id, cookie } = await createPerson(console, ['officer']);
    const seen = async () =>
      (
        await console.front.db.systemQuery<{ at: Date }>(
          'select last_seen_at as at from staff_session where staff_id = $1',
          [id],
        )
      )[0]?.at.getTime() ?? 0;
    const before = await seen();
    await call(console, 'GET /session', { as: cookie });
    expect(await seen()).toBe(before);
    await console.front.db.systemQuery(
      `update staff_session set last_seen_at = now() - interval '2 minutes' where staff_id = $1`,
      [id],
    );
    await call(console, 'GET /session', { as: cookie });
    expect(await seen()).toBeGreaterThan(before - 60_000);
  });

  it('can be ended from another browser of the same person only', async () => {
    const { id, cookie } = await createPerson(console, ['officer']);
    const stranger = await createPerson(console, ['admin']);
    const other = await newCookie(console, id);
    const { body } = await call(console, 'GET /session/devices', { as: cookie });
    const there = body.devices.find((device: { current: boolean }) => !device.current).id;

    const asStranger = await call(console, `DELETE /session/devices/${there}`, { as: stranger.cookie });
    const asOwner = await call(console, `DELETE /session/devices/${there}`, { as: cookie });

    expect([asStranger.status, asOwner.status]).toEqual([404, 204]);
    expect((await call(console, 'GET /session', { as: other })).status).toBe(401);
    expect((await call(console, 'GET /session', { as: cookie })).status).toBe(200);
  });

  it('ends by signing out', async () => {
    const { cookie } = await createPerson(console, ['officer']);
    const answer = await call(console, 'DELETE /session', { as: cookie });
    expect(answer.headers.get('set-cookie')).toContain('Max-Age=0');
    expect((await call(console, 'GET /session', { as: cookie })).code).toBe('no_session');
  });

  it('is not lent to other sites', async () => {
    const { cookie } = await createPerson(console, ['officer']);
    const headers = { origin: 'https://other.example' };
    const answer = await call(console, 'PATCH /session', { as: cookie, headers, body: { name: 'X' } });
    expect(answer).toMatchObject({ status: 403, code: 'foreign_origin' });
  });
});

describe('what comes before work', () => {
  it('is a password of one’s own, then the authenticator; until then only the own account answers', async () => {
    const { cookie } = await createPerson(console, ['admin'], { mustChangePassword: true });
    const next = 'con meo treo cay cau';
    const change = (body: object) => call(console, 'POST /session/password', { as: cookie, body });

    expect((await change({ current: testPassword, next: 'ngan' })).code).toBe('weak_password');
    expect((await change({ current: 'sai mat khau roi', next })).code).toBe('wrong_password');
    expect((await call(console, 'GET /session', { as: cookie })).body.mustDo).toEqual([
      'change_password',
      'set_up_totp',
    ]);
    expect((await change({ current: testPassword, next })).body.mustDo).toEqual(['set_up_totp']);
  });

  it('a changed password ends the person’s other sessions', async () => {
    const { cookie, id } = await createPerson(console, ['officer']);
    const other = await newCookie(console, id);
    const body = { current: testPassword, next: 'con meo treo cay cau' };
    expect((await call(console, 'POST /session/password', { as: cookie, body })).status).toBe(200);
    expect((await call(console, 'GET /session', { as: other })).status).toBe(401);
    expect((await call(console, 'GET /session', { as: cookie })).status).toBe(200);
  });
});

describe('an authenticator app', () => {
  it('is asked for once it is confirmed, and takes each code once', async () => {
    const { cookie, email } = await createPerson(console, ['lead']);
    const offer = (await call(console, 'POST /session/totp', { as: cookie })).body;
    const code = generateSync({ secret: offer.secret });

    expect(offer.qrSvg).toContain('<svg');
    expect((await call(console, 'PUT /session/totp', { as: cookie, body: { code: '000000' } })).code).toBe(
      'totp_code_refused',
    );
    const confirmed = await call(console, 'PUT /session/totp', { as: cookie, body: { code } });
    expect(confirmed.body).toMatchObject({ hasTotp: true, mustDo: [] });
    expect((await signIn(email)).code).toBe('code_needed');
    expect((await signIn(email, testPassword, { code })).code).toBe('wrong_code');
    const nextCode = generateSync({ secret: offer.secret, epoch: Math.floor(Date.now() / 1000) + 30 });
    expect((await signIn(email, testPassword, { code: nextCode })).status).toBe(200);
    expect((await signIn(email, testPassword, { code: nextCode })).code).toBe('wrong_code');
    const stored = await console.front.db.systemQuery('select totp_sealed from staff');
    expect(JSON.stringify(stored)).not.toContain(offer.secret);
  });

  it('cannot be tried for ever by asking without a code in between', async () => {
    const { cookie, email } = await createPerson(console, ['lead']);
    const { secret } = (await call(console, 'POST /session/totp', { as: cookie })).body;
    await call(console, 'PUT /session/totp', { as: cookie, body: { code: generateSync({ secret }) } });
    const codes: (string | undefined)[] = [];
    for (let tries = 0; tries < 8; tries++) {
      await signIn(email);
      codes.push((await signIn(email, testPassword, { code: '000000' })).code);
    }
    expect(codes).toEqual(Array.from({ length: 8 }, () => 'wrong_code'));
    expect((await signIn(email)).code).toBe('locked');
  });

  it('is taken off with the password only', async () => {
    const { cookie, email } = await createPerson(console, ['officer']);
    const { secret } = (await call(console, 'POST /session/totp', { as: cookie })).body;
    await call(console, 'PUT /session/totp', { as: cookie, body: { code: generateSync({ secret }) } });
    const off = (password: string) =>
      call(console, 'DELETE /session/totp', { as: cookie, body: { password } });
    expect((await off('sai mat khau roi')).code).toBe('wrong_password');
    expect((await off(testPassword)).body.hasTotp).toBe(false);
    expect((await signIn(email)).status).toBe(200);
  });
});

describe('being away', () => {
  it('needs a deputy who is at work, and an end after its beginning', async () => {
    const { cookie, id } = await createPerson(console, ['officer']);
    const deputy = await createPerson(console, ['officer']);
    const from = Date.now();
    const put = (body: object) => call(console, 'PUT /session/absence', { as: cookie, body });
    expect((await put({ from, until: from - 1, deputyId: deputy.id })).code).toBe('bad_absence');
    expect((await put({ from, until: from + 1e6, deputyId: id })).code).toBe('bad_absence');
    expect((await put({ from, until: from + 1e6, deputyId: 999_999 })).code).toBe('bad_absence');
    expect((await put({ from, until: from + 1e6, deputyId: deputy.id })).body.absence).toEqual({
      from,
      until: from + 1e6,
      deputyId: deputy.id,
    });
    expect((await call(console, 'DELETE /session/absence', { as: cookie })).body.absence).toBeNull();
  });

  it('is stood in for by somebody of the same office, or who sees every case', async () => {
    const offices = await console.front.db.systemQuery<{ id: number }>(
      `select id from office where kind = 'internal' order by id limit 2`,
    );
    const [own = 0, other = 0] = offices.map((office) => office.id);
    const { cookie } = await createPerson(console, [{ role: 'officer', officeId: own }]);
    const mate = await createPerson(console, [{ role: 'officer', officeId: own }]);
    const stranger = await createPerson(console, [{ role: 'officer', officeId: other }]);
    const dispatcher = await createPerson(console, ['dispatcher']);
    const put = (deputyId: number) =>
      call(console, 'PUT /session/absence', {
        as: cookie,
        body: { from: Date.now(), until: Date.now() + 1e6, deputyId },
      });
    expect((await put(stranger.id)).code).toBe('unfit_deputy');
    expect((await put(mate.id)).status).toBe(200);
    expect((await put(dispatcher.id)).status).toBe(200);
  });
});

describe('a call that is not understood', () => {
  it('is told which fields are wrong', async () => {
    const { cookie } = await createPerson(console, ['officer']);
    const answer = await call(console, 'PATCH /session', { as: cookie, body: { name: '', language: 'fr' } });
    expect(answer).toMatchObject({ status: 400, code: 'bad_input' });
    expect(answer.body.error.fields).toEqual(['name', 'language']);
    expect(answer.body.error.message).toContain('tên, ngôn ngữ');
  });

  it('must be JSON, and not too large', async () => {
    const { cookie } = await createPerson(console, ['officer']);
    const headers = { 'content-type': 'text/plain' };
    expect((await call(console, 'PATCH /session', { as: cookie, body: {}, headers })).code).toBe(
      'wrong_content_type',
    );
    const body = { name: 'x'.repeat(300_000) };
    expect((await call(console, 'PATCH /session', { as: cookie, body })).status).toBe(413);
  });
});
