import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { NoticeSettings } from '../../src/contracts/console/notices.ts';
import type { Actor } from '../../src/core/actor.ts';
import type { WardId } from '../../src/core/ids.ts';
import {
  createMailer,
  createNoticeRoutes,
  createPushSender,
  type Mailer,
  type NoticeDeps,
  type NoticeSettingsDeps,
  sendDueNotices,
} from '../../src/features/notices/index.ts';
import { createHttpClient } from '../../src/lib/http-client.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { createMetrics } from '../../src/lib/metrics.ts';
import { createSeal } from '../../src/lib/seal.ts';
import { createTestCase } from '../support/cases.ts';
import { realWords } from '../support/pipeline.ts';
import { startPushService } from '../support/push-service.ts';
import { type SmtpSink, startSmtpSink } from '../support/smtp-sink.ts';
import { callRoute, createTestOffice, createTestStaff } from '../support/staff.ts';
import { createTestWard, openTestDatabase, type TestDatabase } from '../support/test-database.ts';

let test: TestDatabase;
let ward: WardId;
let sink: SmtpSink;
let mailer: Mailer;
let deps: NoticeDeps;
let settings: NoticeSettingsDeps;
let lan: Actor;
const seal = createSeal('x'.repeat(32));

beforeAll(async () => {
  test = await openTestDatabase();
  ward = await createTestWard(test.database, 'notices');
});
afterAll(() => test.close());

beforeEach(async () => {
  await test.database.systemQuery('delete from staff_notice');
  sink = await startSmtpSink();
  const { speak } = await realWords();
  const db = test.database;
  const from = 'bao-tin@phuong.example';
  mailer = createMailer({ url: sink.url, from }, 700);
  const push = createPushSender({
    db,
    seal,
    http: createHttpClient(),
    contact: 'mailto:quan-tri@phuong.example',
  });
  const publicUrl = 'https://phuong.example';
  const [log, metrics] = [createLogger('silent'), createMetrics()];
  deps = { db, speak, mailer, push, publicUrl, log, metrics, groupChannel: () => undefined, now: Date.now };
  settings = {
    ...{ db, seal, push, hasMail: true, now: Date.now },
    hasGroupAccount: () => false,
    isPushService: ({ hostname }) => hostname === '127.0.0.1',
  };
  lan = await createTestStaff(db, { ward, name: 'Trần Thị Lan', role: 'officer' });
});
afterEach(async () => {
  mailer.close();
  await sink.close();
});

interface Wanted {
  readonly kind?: string;
  readonly caseId?: number | null;
  readonly staffId?: number | null;
  readonly officeId?: number | null;
  readonly way?: string;
}
let occasions = 0;
async function notify(wanted: Wanted = {}): Promise<void> {
  occasions += 1;
  await test.database.systemQuery(
    `insert into staff_notice (ward_id, occasion, kind, case_id, staff_id, office_id, way)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      ...[ward, `o${occasions}`, wanted.kind ?? 'new_case', wanted.caseId ?? null],
      ...[wanted.officeId ? null : (wanted.staffId ?? lan.staffId), wanted.officeId ?? null],
      wanted.way ?? 'email',
    ],
  );
}
const states = () =>
  test.database.systemQuery<{ state: string; reason: string | null }>(
    'select state, reason from staff_notice order by id',
  );
/** Whatever waits for its time is due now. */
const later = () =>
  test.database.systemQuery(
    `update staff_notice set next_attempt_at = now(), sent_at = sent_at - interval '2 minutes'`,
  );
const call = <Answer>(address: string, body?: unknown) =>
  callRoute<Answer>(createNoticeRoutes(settings), lan, address, body);

describe('a mail to a member of staff', () => {
  it('says code, category, deadline and where to look, and nothing that a citizen said', async () => {
    const { id, code } = await createTestCase(test.database, ward);
    await notify({ caseId: id });

    await sendDueNotices(deps);
    await sendDueNotices(deps);

    expect(sink.mails).toHaveLength(1);
    const [mail] = sink.mails;
    expect(mail?.subject).toBe(`Phản ánh mới: ${code}`);
    expect(mail?.text.split('\n')).toEqual([
      'Phản ánh mới',
      `Mã: ${code}`,
      'Lĩnh vực: Rác thải',
      'Hạn trả lời: 09:30 01/12/2026',
      `Xem và xử lý: https://phuong.example/console/cases/${id}`,
    ]);
    expect(mail?.raw).toMatch(/^Auto-Submitted: auto-generated/m);
    expect(mail?.raw).not.toMatch(/B=C3=AD M=E1|Bí Mật/);
    expect(await states()).toEqual([{ state: 'sent', reason: null }]);
    expect(await deps.metrics.registry.metrics()).toContain(
      'gan_dan_staff_notices_total{way="email",result="sent"} 1',
    );
  });

  it('is in English for whoever has chosen that', async () => {
    await test.database.systemQuery(`update staff set language = 'en' where id = $1`, [lan.staffId]);
    const { id } = await createTestCase(test.database, ward);
    await notify({ kind: 'mentioned', caseId: id });

    await sendDueNotices(deps);

    expect(sink.mails[0]?.text).toMatch(/^You were mentioned in a note\n.*\nCategory: Waste\n/);
  });

  it('waits while the server postpones it or is away, and goes when it is back', async () => {
    await notify();
    sink.mood = 'postpones';
    await sendDueNotices(deps);
    const postponed = await states();
    const port = Number(new URL(sink.url).port);
    await sink.close();
    await later();
    await sendDueNotices(deps);
    const away = await states();

    sink = await startSmtpSink(port);
    await later();
    await sendDueNotices(deps);

    expect(postponed).toEqual([{ state: 'due', reason: 'mail_postponed' }]);
    expect(away).toEqual([{ state: 'due', reason: 'mail_server_away' }]);
    expect(await states()).toEqual([{ state: 'sent', reason: null }]);
    expect(sink.mails).toHaveLength(1);
  });

  it('has failed when the address is refused', async () => {
    await notify();
    sink.mood = 'refuses';

    await sendDueNotices(deps);

    expect(await states()).toEqual([{ state: 'failed', reason: 'mail_refused' }]);
  });

  it('has an unknown fate when the server falls silent after it, and is not sent again', async () => {
    await notify();
    sink.mood = 'falls_silent';
    await sendDueNotices(deps);

    sink.mood = 'takes';
    await later();
    await sendDueNotices(deps);

    expect(await states()).toEqual([{ state: 'unknown', reason: 'mail_server_silent' }]);
    expect(sink.mails).toHaveLength(1);
  });

  it('has an unknown fate when its process died between the stamp and the answer', async () => {
    await notify();
    const dying: NoticeDeps = {
      ...deps,
      // The mail is out, and then the process is gone: nothing more is heard of it.
      mailer: {
        send: (mail) => mailer.send(mail).then(() => new Promise(() => undefined)),
        close: () => undefined,
      },
    };
    void sendDueNotices(dying);
    await expect.poll(() => sink.mails.length).toBe(1);
    await sendDueNotices(deps);
    expect(await states()).toEqual([{ state: 'sending', reason: null }]);

    await test.database.systemQuery(`update staff_notice set claimed_at = now() - interval '4 minutes'`);
    await sendDueNotices(deps);
    await sendDueNotices(deps);

    expect(await states()).toEqual([{ state: 'unknown', reason: 'process_ended' }]);
    expect(sink.mails).toHaveLength(1);
  });

  it('is sent once by processes that look at the same time', async () => {
    for (let at = 0; at < 8; at++) await notify();

    await Promise.all([1, 2, 3, 4].map(() => sendDueNotices(deps)));

    expect(sink.mails).toHaveLength(8);
  });

  it('tells more than ten things of a minute at once', async () => {
    const { id, code } = await createTestCase(test.database, ward);
    for (let at = 0; at < 12; at++) await notify({ caseId: id });

    await sendDueNotices(deps);

    expect(sink.mails).toHaveLength(1);
    expect(sink.mails[0]?.subject).toBe('12 việc cần xem');
    expect(sink.mails[0]?.text.match(new RegExp(code, 'g'))).toHaveLength(12);
    expect(new Set((await states()).map(({ state }) => state))).toEqual(new Set(['sent']));
  });

  it('holds back what would be the eleventh of a minute, and sends it with those that follow', async () => {
    for (let at = 0; at < 9; at++) await notify();
    await sendDueNotices(deps);
    for (let at = 0; at < 3; at++) await notify();
    await sendDueNotices(deps);
    expect(sink.mails).toHaveLength(9);
    for (let at = 0; at < 9; at++) await notify();

    await later();
    await sendDueNotices(deps);

    expect(sink.mails.slice(9).map(({ subject }) => subject)).toEqual(['12 việc cần xem']);
  });

  it('does not go to those who do not want it, to nobody, or about what is settled', async () => {
    await call('PUT /notices/settings', { kinds: { new_case: { email: false, push: true } } });
    const gone = await createTestStaff(test.database, { ward, name: 'Đã nghỉ', role: 'officer' });
    await test.database.systemQuery('update staff set disabled_at = now() where id = $1', [gone.staffId]);
    const done = await createTestCase(test.database, ward, { state: 'answered' });
    await notify();
    await notify({ staffId: gone.staffId });
    await notify({ kind: 'overdue', caseId: done.id });
    await notify({ kind: 'mentioned', caseId: done.id });

    await sendDueNotices(deps);

    expect((await states()).map(({ reason }) => reason)).toEqual([
      'not_wanted',
      'no_address',
      'settled_meanwhile',
      null,
    ]);
    expect(sink.mails).toHaveLength(1);
  });

  it('to an office says nothing of what only the chair may see', async () => {
    const office = await createTestOffice(test.database, ward, `mail-${occasions}`);
    await test.database.systemQuery(
      `update office set notify = '{"email":"vp@phuong.example"}' where id = $1`,
      [office.id],
    );
    const open = await createTestCase(test.database, ward);
    const secret = await createTestCase(test.database, ward, { chairOnly: true });
    await notify({ officeId: office.id, caseId: open.id });
    await notify({ officeId: office.id, caseId: secret.id });

    await sendDueNotices(deps);

    expect(sink.mails.map(({ to, subject }) => [to, subject])).toEqual([
      ['vp@phuong.example', `Phản ánh mới: ${open.code}`],
    ]);
    expect((await states())[1]).toEqual({ state: 'failed', reason: 'not_for_offices' });
  });

  it('has failed where no mail server is set up', async () => {
    await notify();

    await sendDueNotices({ ...deps, mailer: undefined });

    expect(await states()).toEqual([{ state: 'failed', reason: 'no_mail_server' }]);
  });
});

describe('a push to a browser', () => {
  it('is signed by the key that the browser subscribed to, and says kind and code only', async () => {
    const service = await startPushService();
    const { publicKey } = await call<{ publicKey: string }>('GET /notices/push');
    await call('PUT /notices/push', service.subscription);
    const { id, code } = await createTestCase(test.database, ward);
    await notify({ caseId: id });

    await sendDueNotices(deps);
    await sendDueNotices(deps);

    expect(service.received).toMatchObject([
      {
        payload: { kind: 'new_case', code, caseId: id },
        key: publicKey,
        claims: { aud: new URL(service.subscription.endpoint).origin, sub: 'mailto:quan-tri@phuong.example' },
      },
    ]);
    expect(Object.keys(service.received[0]?.payload as object)).toEqual(['kind', 'code', 'caseId']);
    expect((await states()).map(({ state }) => state)).toEqual(['sent', 'sent']);
    expect((await call<NoticeSettings>('GET /notices/settings')).push.browsers).toBe(1);
    await service.close();
  });

  it('uses the same key in every process, also after APP_SECRET has changed', async () => {
    const again = createPushSender({
      db: test.database,
      seal: createSeal('y'.repeat(32), ['x'.repeat(32)]),
      http: createHttpClient(),
      contact: 'mailto:a@b.example',
    });
    const one = await deps.push.keys();
    const other = await again.keys();
    const after = createPushSender({
      db: test.database,
      seal: createSeal('y'.repeat(32)),
      http: createHttpClient(),
      contact: 'mailto:a@b.example',
    });

    expect(other).toEqual(one);
    expect(await after.keys()).toEqual(one);
  });

  it('is tried again while the service is busy, and forgets a browser that is gone', async () => {
    const service = await startPushService();
    await call('PUT /notices/push', service.subscription);
    await notify({ way: 'push' });
    service.status = 503;
    await sendDueNotices(deps);
    const busy = await states();
    service.status = 410;
    await later();

    await sendDueNotices(deps);

    expect(busy).toEqual([{ state: 'due', reason: 'push_service_busy' }]);
    expect(await states()).toEqual([{ state: 'failed', reason: 'push_gone' }]);
    expect((await call<NoticeSettings>('GET /notices/settings')).push.browsers).toBe(0);
    await service.close();
  });

  it('ends when the browser says so, and goes to known services only', async () => {
    const service = await startPushService();
    await call('PUT /notices/push', service.subscription);
    await call('DELETE /notices/push', { endpoint: service.subscription.endpoint });
    await notify();

    await sendDueNotices(deps);

    expect(service.received).toEqual([]);
    const elsewhere = { ...service.subscription, endpoint: 'http://10.0.0.1/x' };
    await expect(call('PUT /notices/push', elsewhere)).rejects.toMatchObject({ code: 'not_a_push_service' });
    await service.close();
  });

  it('is sealed in the database', async () => {
    const service = await startPushService();
    await call('PUT /notices/push', service.subscription);

    const rows = await test.database.systemQuery('select sealed, endpoint_hash from staff_push');

    expect(JSON.stringify(rows)).not.toContain('127.0.0.1');
    await service.close();
  });
});

describe('what a person is told of', () => {
  it('is everything, until they choose; what is not named stays', async () => {
    const before = await call<NoticeSettings>('GET /notices/settings');
    await call('PUT /notices/settings', { kinds: { due_soon: { email: false, push: true } } });

    const after = await call<NoticeSettings>('PUT /notices/settings', {
      kinds: { mentioned: { email: true, push: false } },
    });

    expect(new Set(Object.values(before.kinds).flatMap(Object.values))).toEqual(new Set([true]));
    expect(before).toMatchObject({
      email: { available: true },
      telegram: { available: false, linked: false },
    });
    expect(after.kinds).toMatchObject({
      due_soon: { email: false, push: true },
      mentioned: { email: true, push: false },
      overdue: { email: true, push: true },
    });
  });
});
