import { loadCaseRules } from '../../src/catalog/load-case-rules.ts';
import { loadDeadlines } from '../../src/catalog/load-deadlines.ts';
import { loadSpokenTexts } from '../../src/catalog/spoken-texts.ts';
import type { Capabilities } from '../../src/channels/channel.ts';
import { messengerCapabilities } from '../../src/channels/messenger/capabilities.ts';
import { telegramCapabilities } from '../../src/channels/telegram/capabilities.ts';
import type { Actor, RoleGrant } from '../../src/core/actor.ts';
import type { StaffRole } from '../../src/core/case.ts';
import {
  type AccountId,
  accountId,
  type ConversationId,
  conversationId,
  type WardId,
} from '../../src/core/ids.ts';
import {
  type CaseRoutesDeps,
  createCaseRoutes,
  ensureDesk,
  fileCase,
  loadClockwork,
  loadDeskFile,
  type Report,
} from '../../src/features/cases/index.ts';
import type { StaffRoute } from '../../src/features/staff/index.ts';
import { createPhotoCleaner } from '../../src/features/web-chat/index.ts';
import { createSeal } from '../../src/lib/seal.ts';
import { createTestWard, openTestDatabase, type TestDatabase } from './test-database.ts';

/** A Monday, 9 o'clock in Vietnam. */
export const monday = Date.parse('2026-11-23T09:00:00+07:00');
export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

export const aReport = (over: Partial<Report> = {}): Report => ({
  kind: 'feedback',
  category: 'moi-truong',
  body: 'Rác đổ đầy đầu hẻm ba hôm nay',
  neighbourhoodId: null,
  address: null,
  place: null,
  identityShown: false,
  contactSealed: null,
  conversationId: null,
  channel: 'web-chat',
  urgent: false,
  ...over,
});

const week = Object.fromEntries(
  ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [
    day,
    [
      { from: '07:30', to: '11:30' },
      { from: '13:30', to: '17:00' },
    ],
  ]),
);

/** A ward with its desk, on a database of its own; `at` is the time that handlers see. */
export class CaseDesk {
  readonly test: TestDatabase;
  readonly deps: CaseRoutesDeps;
  readonly routes: readonly StaffRoute[];
  readonly due: AccountId[] = [];
  at = monday;
  ward = 0 as WardId;
  /** Ids by the codes of the ward. */
  offices: Record<string, number> = {};
  neighbourhoods: Record<string, number> = {};
  #wards = 0;
  #people = 0;

  private constructor(test: TestDatabase, deps: Omit<CaseRoutesDeps, 'now' | 'onDue' | 'onFault'>) {
    this.test = test;
    this.deps = {
      ...deps,
      now: () => this.at,
      onDue: (account) => this.due.push(account),
      onFault: (error) => {
        throw error;
      },
      heartbeatMs: 200,
    };
    this.routes = createCaseRoutes(this.deps);
  }

  static async open(poolSize?: number): Promise<CaseDesk> {
    const test = await openTestDatabase(poolSize);
    const seal = createSeal('the secret of this test');
    const capabilities = new Map<number, Capabilities>();
    const capabilitiesOf = (id: AccountId): Capabilities => capabilities.get(id) ?? telegramCapabilities;
    const desk: CaseDesk = new CaseDesk(test, {
      db: test.database,
      deadlines: await loadDeadlines('content'),
      rules: await loadCaseRules('content'),
      speak: await loadSpokenTexts('content'),
      seal,
      photos: createPhotoCleaner(),
      capabilitiesOf,
      accountOf: (id) => ({
        id,
        channel: {
          id: capabilities.has(id) ? 'messenger' : 'telegram',
          capabilities: capabilitiesOf(id),
          receive: async () => ({ ok: true, value: [] }),
          send: async () => ({ ok: true, value: { vendorMessageId: '1' } }),
        },
        settings: {},
        bucket: String(id),
        sendsPerSecond: 1,
      }),
      textsOf: () =>
        desk.smsAccount === null
          ? undefined
          : { account: desk.smsAccount, chatOf: (phone) => seal.hide('channel-id:sms', phone) },
    });
    desk.#capabilities = capabilities;
    return desk;
  }

  #capabilities = new Map<number, Capabilities>();
  smsAccount: AccountId | null = null;

  async newWard(): Promise<void> {
    this.at = monday;
    this.smsAccount = null;
    this.due.length = 0;
    this.ward = await createTestWard(this.test.database, `ward-${this.#wards++}`);
    const settings = { officeHours: { weekly: week, years: [] } };
    await this.test.database.systemQuery('update ward set settings = $2 where id = $1', [
      this.ward,
      settings,
    ]);
    const file = await loadDeskFile('content');
    await this.test.database.forWard(this.ward, (tx) => ensureDesk(tx, file, '2025-07-01'));
    this.offices = await this.#idsOf('office');
    this.neighbourhoods = await this.#idsOf('neighbourhood');
  }

  async #idsOf(table: string): Promise<Record<string, number>> {
    const rows = await this.rows<{ code: string; id: number }>(`select code, id from ${table}`);
    return Object.fromEntries(rows.map(({ code, id }) => [code, id]));
  }

  office(code: string): number {
    return this.offices[code] ?? 0;
  }

  neighbourhood(code: string): number {
    return this.neighbourhoods[code] ?? 0;
  }

  rows<Row extends Record<string, unknown>>(statement: string, values: unknown[] = []): Promise<Row[]> {
    return this.test.database.forWard(this.ward, (tx) => tx.query<Row>(statement, values));
  }

  async file(over: Partial<Report> = {}, at = this.at) {
    return this.test.database.forWard(this.ward, async (tx) =>
      fileCase(tx, aReport(over), at, await loadClockwork(tx, this.deps)),
    );
  }

  /** A member of staff with roles; officers and leads name an office, heads a neighbourhood, by their code. */
  async hire(name: string, ...roles: (StaffRole | [StaffRole, string])[]): Promise<Actor> {
    const [person] = await this.rows<{ id: number }>(
      `insert into staff (ward_id, email, name, password_hash) values ($1, $2, $3, '') returning id`,
      [this.ward, `p${this.#people++}-${this.ward}@phuong.example`, name],
    );
    const staffId = person?.id ?? 0;
    const grants = roles.map((given): RoleGrant => {
      const [role, code = ''] = typeof given === 'string' ? [given] : given;
      return {
        role,
        officeId: role === 'officer' || role === 'lead' ? this.office(code) : null,
        neighbourhoodId: role === 'head' ? this.neighbourhood(code) : null,
      };
    });
    for (const { role, officeId, neighbourhoodId } of grants)
      await this.rows(
        'insert into staff_role (ward_id, staff_id, role, office_id, neighbourhood_id) values ($1, $2, $3, $4, $5)',
        [this.ward, staffId, role, officeId, neighbourhoodId],
      );
    return { staffId, wardId: this.ward, name, grants };
  }

  /** A citizen who wrote just now, on an account of that kind. */
  async citizen(
    name: string,
    kind: 'telegram' | 'messenger' = 'telegram',
    language = 'vi',
  ): Promise<ConversationId> {
    const account = await this.account(kind);
    const [identity] = await this.rows<{ id: number }>(
      'insert into identity (ward_id, account_id, external_id, language) values ($1, $2, $3, $4) returning id::int',
      [this.ward, account, name, language],
    );
    await this.rows('insert into conversation (id, ward_id, last_interaction_at) values ($1, $2, $3)', [
      identity?.id,
      this.ward,
      new Date(this.at),
    ]);
    return conversationId(identity?.id ?? 0);
  }

  async account(kind: string): Promise<AccountId> {
    const [row] = await this.test.database.systemQuery<{ id: number }>(
      `insert into channel_account (ward_id, channel, external_id) values ($1, $2, $3)
       on conflict (channel, external_id) do update set ward_id = excluded.ward_id returning id`,
      [this.ward, kind, `${kind}-${this.ward}`],
    );
    const id = accountId(row?.id ?? 0);
    if (kind === 'messenger') this.#capabilities.set(id, messengerCapabilities);
    return id;
  }

  /** Calls an address as that person, its query and body parsed as the house does. */
  async call<Answer = Record<string, unknown>>(
    actor: Actor,
    address: string,
    { query = {}, body = {} }: { readonly query?: object; readonly body?: object | Buffer } = {},
  ): Promise<Answer> {
    const [method = '', path = ''] = address.split(' ');
    for (const route of this.routes.filter((known) => known.method === method)) {
      const params = match(route.path, path);
      if (!params) continue;
      const answer = await route.handle({
        actor,
        session: null,
        from: { ip: '127.0.0.1', secure: false, base: 'http://localhost' },
        params,
        query: route.query ? route.query.parse(query) : query,
        body: route.body === undefined || route.body === 'bytes' ? body : route.body.parse(body),
        request: undefined as never,
        response: undefined as never,
      });
      return (route.answer ? route.answer.parse(answer) : answer) as Answer;
    }
    throw new Error(`no address ${address}`);
  }

  /** The same, and what it was refused with; `done` when it was not. */
  async refusalOf(
    actor: Actor,
    address: string,
    given: { query?: object; body?: object } = {},
  ): Promise<string> {
    return this.call(actor, address, given).then(
      () => 'done',
      (error: { code?: string }) => error.code ?? String(error),
    );
  }

  async history(caseId: number): Promise<string[]> {
    const rows = await this.rows<{ kind: string }>(
      'select kind from case_event where case_id = $1 order by id',
      [caseId],
    );
    return rows.map(({ kind }) => kind);
  }

  /** What was put into the outbox, in order: whom for and what it says. */
  messages(): Promise<{ to: string; text: string; purpose: string }[]> {
    return this.rows(
      `select i.external_id as to, m.body->>'text' as text, m.purpose
       from message m join identity i on i.id = m.conversation_id order by m.id`,
    );
  }

  async version(caseId: number): Promise<number> {
    const [row] = await this.rows<{ version: number }>('select version from citizen_case where id = $1', [
      caseId,
    ]);
    return row?.version ?? 0;
  }
}

function match(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = value;
    else if (part !== value) return undefined;
  }
  return params;
}
