import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Capabilities, OutboundMessage } from '../../src/channels/channel.ts';
import type { Purpose } from '../../src/core/delivery.ts';
import type { WardId } from '../../src/core/ids.ts';
import type { SendingRules } from '../../src/rules/sending-rules.ts';
import { addCitizen, openPipeline, type Pipeline, refused, taken, until } from '../support/pipeline.ts';
import { createTestWard, openTestDatabase, type TestDatabase } from '../support/test-database.ts';

let test: TestDatabase;
let ward: WardId;
beforeAll(async () => {
  test = await openTestDatabase();
  ward = await createTestWard(test.database, 'windows');
});
afterAll(() => test.close());

const window: Partial<Capabilities> = { replyWindowHours: 168, freeReplyHours: 48, templates: true };
const templates = { notice: { id: 'ho_so', data: { ma: '{code}', noi_dung: '{text}' } } };

interface Waiting {
  readonly purpose: Purpose;
  readonly silentHours?: number;
  readonly facts?: object;
  readonly optedOut?: boolean;
  readonly inTurn?: boolean;
}

/** One citizen with one waiting message. */
async function put(pipeline: Pipeline, waiting: Waiting, citizen = `c${Math.random()}`): Promise<string> {
  await addCitizen(test.database, pipeline.account, citizen).catch(() => undefined);
  const { purpose, silentHours, facts, optedOut = false, inTurn = false } = waiting;
  const body = { text: 'Hồ sơ đã có kết quả', buttons: [], linkButtons: [], ...(facts && { facts }) };
  await test.database.systemQuery(
    `with who as (
       update conversation c set last_interaction_at = case when $4::float8 is null then null
         else now() - make_interval(secs => $4 * 3600) end
       from identity i where i.id = c.id and i.account_id = $1 and i.external_id = $2 returning c.id, c.ward_id
     ), stop as (
       update identity set opted_out_at = case when $6 then now() end where id = (select id from who)
     )
     insert into message (ward_id, account_id, conversation_id, send_lane, purpose, body)
     select ward_id, $1, id, $7, $3, $5 from who`,
    [
      pipeline.account,
      citizen,
      purpose,
      silentHours ?? null,
      JSON.stringify(body),
      optedOut,
      inTurn ? 'reply' : 'bulk',
    ],
  );
  return citizen;
}

const outcome = async (pipeline: Pipeline, citizen: string) => {
  const rows = await test.database.systemQuery<{
    state: string;
    route: string | null;
    code: string | null;
    why: string | null;
    dueInHours: number;
  }>(
    `select m.state, m.route, m.error_code as code, m.vendor_code as why,
       extract(epoch from m.next_attempt_at - now())::float8 / 3600 as "dueInHours"
     from message m join identity i on i.id = m.conversation_id
     where i.account_id = $1 and i.external_id = $2 order by m.id desc limit 1`,
    [pipeline.account, citizen],
  );
  return rows[0];
};

async function sendOne(waiting: Waiting, options: Partial<Parameters<typeof openPipeline>[1]> = {}) {
  const pipeline = await openPipeline(test.database, { ward, capabilities: window, ...options });
  const calls: OutboundMessage[] = [];
  pipeline.channel.answer = (message) => {
    calls.push(message);
    return taken();
  };
  const citizen = await put(pipeline, waiting);
  pipeline.sender.signal(pipeline.account);
  const end = await until(async () => {
    const row = await outcome(pipeline, citizen);
    const isOver = row && (row.why !== null || !['created', 'sending'].includes(row.state));
    return isOver ? row : null;
  });
  await pipeline.stop();
  return { end, calls };
}

describe('the reply window', () => {
  it('is looked at before the platform is asked, and what it said is kept', async () => {
    expect((await sendOne({ purpose: 'notice', silentHours: 1 })).end).toMatchObject({
      state: 'sent',
      route: 'window',
    });
    expect((await sendOne({ purpose: 'notice', silentHours: 50 })).end).toMatchObject({
      state: 'sent',
      route: 'paid_window',
    });
  });

  it('once closed lets an approved template go that is configured for the purpose', async () => {
    const { end, calls } = await sendOne(
      { purpose: 'notice', silentHours: 200, facts: { code: 'H29-1' } },
      { settings: { templates } },
    );

    expect(end).toMatchObject({ state: 'sent', route: 'template' });
    expect(calls).toMatchObject([
      {
        route: 'template',
        template: { id: 'ho_so', data: { ma: 'H29-1', noi_dung: 'Hồ sơ đã có kết quả' } },
      },
    ]);
  });

  it.each([
    ['no template', { purpose: 'notice', silentHours: 200 }, {}, 'needs_template'],
    [
      'a template whose facts are missing',
      { purpose: 'notice', silentHours: 200 },
      { templates },
      'needs_template',
    ],
    ['nobody who ever wrote', { purpose: 'broadcast' }, {}, 'needs_template'],
    [
      'an answer that comes too late',
      { purpose: 'answer', silentHours: 200 },
      { templates },
      'outside_reply_window',
    ],
    [
      'a ward that does not pay',
      { purpose: 'answer', silentHours: 50 },
      { paidReplies: false },
      'outside_reply_window',
    ],
  ] as const)(
    'ends the message, without a call, when there is %s',
    async (_name, waiting, settings, code) => {
      const { end, calls } = await sendOne(waiting, { settings });

      expect(end).toMatchObject({ state: 'permanent_failure', code, why: 'rule:window_closed' });
      expect(calls).toEqual([]);
    },
  );

  it('that the platform calls closed gives the template a second chance, once', async () => {
    const pipeline = await openPipeline(test.database, {
      ward,
      capabilities: window,
      settings: { templates },
    });
    const routes: unknown[] = [];
    pipeline.channel.answer = (message) => {
      routes.push(message.route);
      return message.route === 'template' ? taken() : refused('outside_reply_window');
    };
    const citizen = await put(pipeline, { purpose: 'notice', silentHours: 1, facts: { code: 'H29-1' } });
    pipeline.sender.signal(pipeline.account);
    await until(async () => (await outcome(pipeline, citizen))?.state === 'sent');

    expect(routes).toEqual(['window', 'template']);
    expect(await outcome(pipeline, citizen)).toMatchObject({ route: 'template' });
    await pipeline.stop();
  });

  it('opens with what the citizen does, by the platform’s clock, and not with a receipt', async () => {
    const pipeline = await openPipeline(test.database, { ward, capabilities: window });
    const at = Date.now() - 5_000;
    const lastAct = async () => {
      const [row] = await test.database.systemQuery<{ at: Date | null }>(
        `select c.last_interaction_at as at from conversation c join identity i on i.id = c.id
         where i.account_id = $1 and i.external_id = 'lan'`,
        [pipeline.account],
      );
      return row?.at?.getTime() ?? null;
    };
    const event = (eventId: string, when: number, content: object) =>
      ({ eventId, userId: 'lan', at: when, content }) as never;

    await pipeline.accept([event('r', at, { kind: 'receipt', vendorMessageId: 'x', state: 'seen' })]);
    await pipeline.drain();
    expect(await lastAct()).toBeNull();
    await pipeline.accept([event('t', at, { kind: 'touched', what: 'chatnow' })]);
    await pipeline.drain();
    expect(await lastAct()).toBe(at);
    expect(pipeline.channel.sent).toEqual([]);
    await pipeline.accept([event('late', at - 60_000, { kind: 'text', text: 'xin chào' })]);
    await pipeline.drain();
    expect(await lastAct()).toBe(at);
    await pipeline.stop();
  });
});

describe('what nobody asked for', () => {
  const row = { channel: 'telegram', source: 'luật', confidence: 'C', effectiveFrom: '2020-01-01' } as const;
  const never: SendingRules = {
    spec: 1,
    hours: [{ ...row, purposes: ['notice', 'broadcast'], from: '23:59', to: '23:59' }],
    perPerson: [],
  };
  const thrice: SendingRules = {
    spec: 1,
    hours: [],
    perPerson: [{ ...row, purposes: ['broadcast'], most: 3, withinHours: 24 }],
  };

  it('waits for the hours of the law, while answers go at any hour', async () => {
    const { end, calls } = await sendOne({ purpose: 'notice', silentHours: 1 }, { sendingRules: never });
    expect(end).toMatchObject({ state: 'created', why: 'rule:quiet_hours' });
    expect(calls).toEqual([]);

    const answer = await sendOne({ purpose: 'answer', silentHours: 1 }, { sendingRules: never });
    expect(answer.end).toMatchObject({ state: 'sent' });
  });

  it('holds up no officer while it waits, even when it came first in the same lane', async () => {
    const pipeline = await openPipeline(test.database, { ward, capabilities: window, sendingRules: never });
    pipeline.channel.answer = () => taken();
    const citizen = await put(pipeline, { purpose: 'notice', silentHours: 1, inTurn: true });
    pipeline.sender.signal(pipeline.account);
    await until(async () => (await outcome(pipeline, citizen))?.why === 'rule:quiet_hours');
    await put(pipeline, { purpose: 'officer', silentHours: 1, inTurn: true }, citizen);
    pipeline.sender.signal(pipeline.account);
    await until(async () => (await outcome(pipeline, citizen))?.state === 'sent');
    await pipeline.stop();
  });

  it('goes to nobody who opted out; answers still do', async () => {
    const stopped = await sendOne({ purpose: 'broadcast', silentHours: 1, optedOut: true });
    expect(stopped.end).toMatchObject({ state: 'permanent_failure', code: 'opted_out' });
    expect(stopped.calls).toEqual([]);
    expect((await sendOne({ purpose: 'answer', silentHours: 1, optedOut: true })).end).toMatchObject({
      state: 'sent',
    });
  });

  it('goes to one person no more often than the law allows; the fourth waits', async () => {
    const pipeline = await openPipeline(test.database, { ward, capabilities: window, sendingRules: thrice });
    for (let count = 0; count < 4; count++)
      await put(pipeline, { purpose: 'broadcast', silentHours: 1 }, 'hoa');
    pipeline.sender.signal(pipeline.account);
    await until(async () => (await outcome(pipeline, 'hoa'))?.why === 'rule:often_enough');

    expect(pipeline.channel.sent).toHaveLength(3);
    expect((await outcome(pipeline, 'hoa'))?.dueInHours).toBeCloseTo(24, 1);
    await pipeline.stop();
  });
});
