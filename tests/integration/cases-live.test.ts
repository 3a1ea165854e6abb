import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LiveEvent } from '../../src/contracts/console/lookups.ts';
import type { Actor } from '../../src/core/actor.ts';
import type { MessageId } from '../../src/core/ids.ts';
import { filePetition, tellConsole } from '../../src/features/cases/index.ts';
import { markReceipt } from '../../src/features/deliveries/index.ts';
import { markDeliveries } from '../../src/features/deliveries/marks.repo.ts';
import { changePerson } from '../../src/features/staff/index.ts';
import { openDatabase } from '../../src/store/database.ts';
import { CaseDesk } from '../support/case-desk.ts';

let desk: CaseDesk;
let server: Server;
let reader: Actor;
beforeAll(async () => {
  desk = await CaseDesk.open();
  const route = desk.routes.find(({ path }) => path === '/events');
  server = createServer((request, response) => {
    const call = {
      actor: reader,
      params: {},
      query: {},
      body: {},
      session: null,
      from: { ip: '127.0.0.1', secure: false, base: 'http://localhost' },
      request,
      response,
    };
    route?.handle(call).catch(({ code }: { code: string }) => response.writeHead(429).end(code));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await desk.test.close();
});
beforeEach(() => desk.newWard());

interface Line {
  readonly events: LiveEvent[];
  readonly text: () => string;
  readonly status: number | undefined;
  isOpen(): boolean;
  close(): void;
}

async function open(actor: Actor): Promise<Line> {
  reader = actor;
  const { port } = server.address() as AddressInfo;
  const request = get({ port, host: '127.0.0.1', agent: false });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  let text = '';
  const events: LiveEvent[] = [];
  response.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    for (const [, data = ''] of chunk.matchAll(/^data: (.*)$/gm)) events.push(JSON.parse(data) as LiveEvent);
  });
  const line = {
    events,
    text: () => text,
    status: response.statusCode,
    isOpen: () => !response.readableEnded,
    close: () => request.destroy(),
  };
  if (response.statusCode === 200) await until(() => events.length > 0);
  return line;
}

async function until(isSo: () => boolean): Promise<void> {
  for (let waited = 0; !isSo(); waited += 5) {
    if (waited > 5_000) throw new Error('it did not come');
    await sleep(5);
  }
}

const act = async (actor: Actor, caseId: number, path: string, body: object = {}) =>
  desk.call(actor, `POST /cases/${caseId}/${path}`, {
    body: { version: await desk.version(caseId), ...body },
  });
const casesIn = ({ events }: Line) => events.filter(({ kind }) => kind === 'case').map(({ id }) => id);

describe('the live stream', () => {
  it('begins with a look at everything, tells what changes at once, and shows that it lives', async () => {
    const officer = await desk.hire('An', ['officer', 'kinh-te']);
    const line = await open(officer);
    expect(line.events).toEqual([{ kind: 'resync', id: null }]);
    // The connection that listens may still be on its way when the first page opens.
    await sleep(300);
    for (const payload of ['not json', '{"ward":"x"}'])
      await desk.test.database.systemQuery(`select pg_notify('gan_dan_console', $1)`, [payload]);
    const { id } = await desk.file();
    await until(() => casesIn(line).length > 0);
    expect(casesIn(line)).toEqual([id]);
    await until(() => line.text().includes(': beat'));
    line.close();
  });

  it('tells each what they may see, and of what they lose sight of; ids only', async () => {
    const officer = await desk.hire('An', ['officer', 'kinh-te']);
    const police = await desk.hire('Công an', ['officer', 'cong-an']);
    const auditor = await desk.hire('Kiểm tra', 'auditor');
    const admin = await desk.hire('Quản trị', 'admin');
    const lines: Line[] = [];
    for (const actor of [officer, police, auditor, admin]) lines.push(await open(actor));
    const ours = await desk.file();
    const secret = await desk.file({ category: 'thai-do' });
    await act(officer, ours.id, 'transfer', { officeId: desk.office('cong-an'), reason: 'Nhầm bộ phận' });
    const last = await desk.file();
    await desk.test.database.forWard(desk.ward, (tx) => tellConsole(tx, 'conversation', 77));
    await until(() =>
      lines.slice(0, 2).every(({ events }) => events.some(({ kind }) => kind === 'conversation')),
    );
    await until(() => lines[2]?.events.some(({ id }) => id === last.id) === true);
    const [mine, theirs, all, none] = lines.map(casesIn);
    expect(mine).toEqual([ours.id, ours.id, last.id]);
    expect(theirs).toEqual([ours.id]);
    expect(all).not.toContain(secret.id);
    expect(none).toEqual([]);
    expect(lines[3]?.events).toEqual([{ kind: 'resync', id: null }]);
    expect(lines[0]?.text()).not.toContain('Rác');
    for (const line of lines) line.close();
  });

  it('tells what another process of the house has changed', async () => {
    const officer = await desk.hire('An', ['officer', 'kinh-te']);
    const line = await open(officer);
    await sleep(300);
    const other = openDatabase({ url: desk.test.url, poolSize: 1, onError: () => undefined });
    const { id } = await desk.file();
    await other.forWard(desk.ward, (tx) => tellConsole(tx, 'case', id));
    await other.close();
    await until(() => casesIn(line).length === 2);
    expect(casesIn(line)).toEqual([id, id]);
    line.close();
  });

  it('tells of a case when it is known what became of its answer, to those who see the case', async () => {
    const officer = await desk.hire('An', ['officer', 'kinh-te']);
    const police = await desk.hire('Công an', ['officer', 'cong-an']);
    const { id } = await desk.file({ conversationId: await desk.citizen('Lan') });
    await act(officer, id, 'answers', { body: 'Đã dọn', isFinal: true });
    const lines = [await open(officer), await open(police)];
    await sleep(300);
    const [message] = await desk.rows<{ id: number }>(
      'select message_id::int as id from case_message where answer_id is not null',
    );
    await desk.rows(`update message set state = 'sending' where id = $1`, [message?.id]);
    const mark = { vendorMessageId: 'v1', errorCode: null, vendorCode: null, dueAt: null, route: null };
    await markDeliveries(desk.test.database, [
      { ...mark, id: (message?.id ?? 0) as MessageId, state: 'sent' as const },
    ]);
    await until(() => lines.some((line) => casesIn(line).includes(id)));
    await desk.test.database.forWard(desk.ward, async (tx) =>
      markReceipt(tx, await desk.account('telegram'), 'v1', 'delivered'),
    );
    await until(() => lines.some((line) => casesIn(line).length === 2));
    expect(lines.map(casesIn)).toEqual([[id, id], []]);
    for (const line of lines) line.close();
  });

  it('says so when lines may have been lost', async () => {
    const line = await open(await desk.hire('An', ['officer', 'kinh-te']));
    await sleep(100);
    await desk.test.database.systemQuery(
      `select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen gan_dan_%' and datname = current_database()`,
    );
    await until(() => line.events.length === 2);
    expect(line.events[1]).toEqual({ kind: 'resync', id: null });
    line.close();
  });

  it('ends when its reader may do other things from now on, and nobody else’s does', async () => {
    const [officer, other] = [
      await desk.hire('An', ['officer', 'kinh-te']),
      await desk.hire('Bình', 'auditor'),
    ];
    await desk.hire('Quản trị', 'admin');
    const lines = [await open(officer), await open(other)];
    await sleep(300);
    const by = { staffId: null, at: Date.now() };
    await desk.test.database.forWard(desk.ward, (tx) =>
      changePerson(
        tx,
        officer.staffId,
        { grants: [{ role: 'auditor', officeId: null, neighbourhoodId: null }] },
        by,
      ),
    );
    await until(() => lines[0]?.isOpen() === false);
    const { id } = await desk.file();
    await until(() => lines[1]?.events.some((event) => event.id === id) === true);
    expect(lines[1]?.isOpen()).toBe(true);
    for (const line of lines) line.close();
  });

  it('is open eight times at once for one person, not more; a closed one makes room', async () => {
    const actor = await desk.hire('An', ['officer', 'kinh-te']);
    const lines: Line[] = [];
    for (let count = 0; count < 8; count += 1) lines.push(await open(actor));
    expect((await open(actor)).status).toBe(429);
    lines.pop()?.close();
    await sleep(100);
    const again = await open(actor);
    expect(again.status).toBe(200);
    for (const line of [...lines, again]) line.close();
  });
});

describe('a petition', () => {
  it('is for the chair and whom the chair names; in no list of anybody else, nor among cases', async () => {
    const chair = await desk.hire('Chủ tịch', 'approver');
    const officer = await desk.hire('An', ['officer', 'kinh-te']);
    const others = [
      await desk.hire('Tiếp nhận', 'dispatcher'),
      await desk.hire('Kiểm tra', 'auditor'),
      await desk.hire('Quản trị', 'admin'),
    ];
    const contact = { name: 'Bà Tám', phone: '84900000001', callWhen: 'buổi sáng' };
    const id = await desk.test.database.forWard(desk.ward, (tx) =>
      filePetition(tx, desk.deps.seal, { kind: 'denunciation', contact, conversationId: null, at: desk.at }),
    );
    const list = async (actor: Actor) =>
      (await desk.call<{ petitions: unknown[] }>(actor, 'GET /petitions')).petitions;
    for (const actor of [...others, officer]) {
      expect(await list(actor)).toEqual([]);
      expect(await desk.refusalOf(actor, `GET /petitions/${id}`)).toBe('not_found');
      expect(await desk.refusalOf(actor, `POST /petitions/${id}/handled`)).toBe('not_found');
      expect(
        await desk.refusalOf(actor, `POST /petitions/${id}/assign`, { body: { staffId: actor.staffId } }),
      ).toBe('not_found');
    }
    expect(JSON.stringify(await list(chair))).not.toContain('Tám');
    const body = { staffId: others[2]?.staffId };
    expect(await desk.refusalOf(chair, `POST /petitions/${id}/assign`, { body })).toBe('unknown_person');
    await desk.call(chair, `POST /petitions/${id}/assign`, { body: { staffId: officer.staffId } });
    expect(await desk.call(officer, `GET /petitions/${id}`)).toMatchObject({
      kind: 'denunciation',
      contact,
      assignee: { name: 'An' },
      handledAt: null,
    });
    expect(
      await desk.rows('select staff_id, action, target, facts from audit_entry where ward_id = $1', [
        desk.ward,
      ]),
    ).toEqual([
      { staff_id: officer.staffId, action: 'petition.opened', target: `petition ${id}`, facts: {} },
    ]);
    await desk.call(officer, `POST /petitions/${id}/handled`);
    expect(await list(officer)).toMatchObject([{ id, handledAt: desk.at }]);
    expect(
      await desk.refusalOf(officer, `POST /petitions/${id}/assign`, { body: { staffId: officer.staffId } }),
    ).toBe('not_allowed_now');
    expect(JSON.stringify(await desk.rows('select * from petition'))).not.toContain('84900000001');
    const notices = await desk.rows('select kind, staff_id, facts from staff_notice order by id');
    expect(notices).toEqual([
      { kind: 'petition', staff_id: chair.staffId, facts: { petitionId: id } },
      { kind: 'petition', staff_id: officer.staffId, facts: { petitionId: id } },
    ]);
  });
});
