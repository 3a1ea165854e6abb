import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SendErrorCode, sendErrorPolicies } from '../../src/channels/channel.ts';
import type { WardId } from '../../src/core/ids.ts';
import { err } from '../../src/core/result.ts';
import { listAccounts, resumeAccount } from '../../src/features/accounts/index.ts';
import { settleStamps, sweepDeliveries } from '../../src/features/deliveries/index.ts';
import {
  addCitizen,
  addToOutbox,
  openPipeline,
  outboxOf,
  type Pipeline,
  refused,
  taken,
  until,
} from '../support/pipeline.ts';
import { createTestWard, openTestDatabase, type TestDatabase } from '../support/test-database.ts';

let test: TestDatabase;
let ward: WardId;
beforeAll(async () => {
  test = await openTestDatabase();
  ward = await createTestWard(test.database, 'sending');
});
afterAll(() => test.close());

const outbox = (pipeline: Pipeline) => outboxOf(test.database, pipeline.account);
const states = async (pipeline: Pipeline) => (await outbox(pipeline)).map(({ state }) => state);
const accountRow = async (pipeline: Pipeline) =>
  (await listAccounts(test.database)).find(({ id }) => id === pipeline.account);
const sweep = (pipeline: Pipeline) =>
  sweepDeliveries({ db: test.database, metrics: pipeline.metrics, wake: pipeline.wakeUps.account });

/** An account with some citizens and one waiting message each, unless `texts` says otherwise. */
async function openWithMail(citizens: readonly string[], texts = ['xin chào'], more = {}): Promise<Pipeline> {
  const pipeline = await openPipeline(test.database, { ward, ...more });
  for (const citizen of citizens) {
    await addCitizen(test.database, pipeline.account, citizen);
    await addToOutbox(test.database, pipeline.account, citizen, texts);
  }
  return pipeline;
}

/** A promise to be resolved from outside, as an answer that is a long time coming. */
function later<T>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

describe('a message', () => {
  it('is stamped before it is sent, and shown as unknown when its process dies before the answer', async () => {
    const pipeline = await openWithMail(['an']);
    const answer = later<ReturnType<typeof taken>>();
    pipeline.channel.answer = () => answer.promise;
    pipeline.sender.signal(pipeline.account);
    await until(() => pipeline.channel.sent.length === 1);
    expect(await states(pipeline)).toEqual(['sending']);
    const other = await openPipeline(test.database, {
      ward,
      account: (await accountRow(pipeline))?.externalId ?? '',
    });
    await sweep(other);
    expect(await states(pipeline)).toEqual(['sending']);
    await test.database.systemQuery(
      `update message set claimed_at = claimed_at - interval '61 seconds' where account_id = $1`,
      [pipeline.account],
    );
    await sweep(other);
    expect(await states(pipeline)).toEqual(['unknown']);
    other.sender.signal(pipeline.account);
    await sweep(other);
    await other.stop();
    expect(other.channel.sent).toEqual([]);
    // The process was only slow: what the platform said counts after all.
    answer.resolve(taken());
    await until(async () => (await states(pipeline))[0] === 'sent');
    await pipeline.stop();
    expect(pipeline.channel.sent).toHaveLength(1);
  });

  it('that a dead process had stamped is unknown at once when only one process may send', async () => {
    const pipeline = await openWithMail(['an']);
    await test.database.systemQuery(
      `update message set state = 'sending', claimed_at = now() where account_id = $1`,
      [pipeline.account],
    );
    await settleStamps(test.database);
    expect(await states(pipeline)).toEqual(['unknown']);
    await pipeline.stop();
  });

  it('is not sent again when nobody knows whether it arrived', async () => {
    const pipeline = await openWithMail(['an']);
    pipeline.channel.answer = () => err({ code: 'unreachable', provablyUnsent: false });
    pipeline.sender.signal(pipeline.account);
    await until(async () => (await states(pipeline))[0] === 'unknown');
    await sweep(pipeline);
    await pipeline.stop();
    expect(pipeline.channel.sent).toHaveLength(1);
  });

  it('is sent once although two workers look for it at the same time', async () => {
    const pipeline = await openWithMail(['an', 'binh', 'chi'], ['một', 'hai', 'ba']);
    const other = await openPipeline(test.database, {
      ward,
      account: (await accountRow(pipeline))?.externalId ?? '',
    });
    for (let round = 0; round < 5; round++) {
      pipeline.sender.signal(pipeline.account);
      other.sender.signal(pipeline.account);
    }
    await until(async () => (await states(pipeline)).every((state) => state === 'sent'));
    await Promise.all([pipeline.stop(), other.stop()]);
    const sent = [...pipeline.channel.sent, ...other.channel.sent];
    expect(sent.map(({ to, text }) => `${to} ${text}`).sort()).toEqual([
      'an ba',
      'an hai',
      'an một',
      'binh ba',
      'binh hai',
      'binh một',
      'chi ba',
      'chi hai',
      'chi một',
    ]);
  });

  it('waits for an earlier one of its conversation that is to be tried again', async () => {
    const pipeline = await openWithMail(['an'], ['một', 'hai']);
    // The vendor itself is back at the second try: on a busy machine that comes before this test has looked.
    let tries = 0;
    pipeline.channel.answer = () => {
      tries += 1;
      return tries === 1 ? refused('unreachable') : taken();
    };
    pipeline.sender.signal(pipeline.account);
    // No sweeper runs here: the sender itself remembers when to try again.
    await until(async () => (await states(pipeline)).every((state) => state === 'sent'));
    await pipeline.stop();
    expect(pipeline.channel.sent.map(({ text }) => text)).toEqual(['một', 'một', 'hai']);
  });

  it('is given up after its last try', async () => {
    const pipeline = await openWithMail(['an']);
    await test.database.systemQuery('update message set attempts = 7 where account_id = $1', [
      pipeline.account,
    ]);
    pipeline.channel.answer = () => refused('unreachable');
    pipeline.sender.signal(pipeline.account);
    await until(async () => (await states(pipeline))[0] === 'technical_failure');
    await pipeline.stop();
  });
});

/** What becomes of the message itself; the table says whether the account pauses. */
const expected: Record<SendErrorCode, { state: string; attempts: number }> = {
  rate_limited: { state: 'created', attempts: 0 },
  unreachable: { state: 'temporary_failure', attempts: 1 },
  recipient_gone: { state: 'permanent_failure', attempts: 1 },
  outside_reply_window: { state: 'permanent_failure', attempts: 1 },
  opted_out: { state: 'permanent_failure', attempts: 1 },
  needs_template: { state: 'permanent_failure', attempts: 1 },
  quota_exhausted: { state: 'created', attempts: 0 },
  token_dead: { state: 'created', attempts: 0 },
  rejected: { state: 'permanent_failure', attempts: 1 },
  misconfigured: { state: 'created', attempts: 0 },
};

describe('a refusal', () => {
  it.each(Object.entries(expected))('%s leaves the row as the table says', async (name, row) => {
    const code = name as SendErrorCode;
    const pipeline = await openWithMail(['an']);
    pipeline.channel.answer = () => refused(code, { retryAfterMs: 60_000 });
    pipeline.sender.signal(pipeline.account);
    const stored = await until(async () => (await outbox(pipeline)).find(({ error }) => error === code));
    expect(stored).toMatchObject({ ...row, error: code });
    const { pauseAccount, retry } = sendErrorPolicies[code];
    const account = await accountRow(pipeline);
    expect(account?.pausedUntil !== null).toBe(pauseAccount);
    if (pauseAccount) expect(account?.pauseReason).toBe(code);
    expect(['created', 'temporary_failure'].includes(stored.state)).toBe(retry);
    await pipeline.stop();
  });

  it.each(['rate_limited', 'quota_exhausted', 'token_dead', 'misconfigured'] as const)(
    '%s holds every message of the account and drops none; they go out when it is resumed',
    async (code) => {
      const pipeline = await openWithMail(['an', 'binh', 'chi']);
      pipeline.channel.answer = () => refused(code, { retryAfterMs: 600_000 });
      pipeline.sender.signal(pipeline.account);
      await until(async () => (await accountRow(pipeline))?.pausedUntil);
      await until(async () => !(await states(pipeline)).includes('sending'));
      const tried = pipeline.channel.sent.length;
      pipeline.channel.answer = taken;
      pipeline.sender.signal(pipeline.account);
      await sweep(pipeline);
      expect(await states(pipeline)).toEqual(['created', 'created', 'created']);
      expect(pipeline.channel.sent).toHaveLength(tried);
      await resumeAccount(test.database, pipeline.account);
      await sweep(pipeline);
      await until(async () => (await states(pipeline)).every((state) => state === 'sent'));
      await pipeline.stop();
    },
  );

  it('for a while ends by itself when that time is over, without a sweeper', async () => {
    const pipeline = await openWithMail(['an', 'binh']);
    let refusals = 0;
    pipeline.channel.answer = () => {
      refusals += 1;
      return refused('rate_limited', { retryAfterMs: 700 });
    };
    pipeline.sender.signal(pipeline.account);
    await until(() => refusals > 0);
    pipeline.channel.answer = taken;
    await until(async () => (await states(pipeline)).every((state) => state === 'sent'));
    await pipeline.stop();
  });

  it('for a while stops what is already claimed: nothing more goes out until then', async () => {
    const pipeline = await openWithMail(['an'], ['một', 'hai', 'ba', 'bốn']);
    pipeline.channel.answer = () => refused('rate_limited', { retryAfterMs: 600_000 });
    pipeline.sender.signal(pipeline.account);
    await until(async () => (await states(pipeline)).every((state) => state === 'created'));
    await until(async () => (await accountRow(pipeline))?.pausedUntil);
    await pipeline.stop();
    expect(pipeline.channel.sent).toHaveLength(1);
  });

  it('for a short while does not shorten a pause that an operator must end', async () => {
    const pipeline = await openWithMail(['an']);
    pipeline.channel.answer = () => refused('token_dead');
    pipeline.sender.signal(pipeline.account);
    await until(async () => (await accountRow(pipeline))?.pauseReason === 'token_dead');
    await test.database.systemQuery(`select 1`);
    const { pauseAccount } = await import('../../src/features/accounts/index.ts');
    await pauseAccount(test.database, pipeline.account, Date.now() + 1_000, 'rate_limited');
    expect(await accountRow(pipeline)).toMatchObject({ pauseReason: 'token_dead' });
    await pipeline.stop();
  });

  it('recipient_gone gives up the rest of that conversation and nobody else’s', async () => {
    const pipeline = await openWithMail(['an', 'binh'], ['một', 'hai', 'ba']);
    pipeline.channel.answer = ({ to }) => (to === 'an' ? refused('recipient_gone') : taken());
    pipeline.sender.signal(pipeline.account);
    await until(async () => (await states(pipeline)).every((state) => /sent|permanent/.test(state)));
    await pipeline.stop();
    expect(await states(pipeline)).toEqual([
      'permanent_failure',
      'permanent_failure',
      'permanent_failure',
      'sent',
      'sent',
      'sent',
    ]);
    expect(pipeline.channel.sent.filter(({ to }) => to === 'an')).toHaveLength(1);
  });
});

describe('the order of sending', () => {
  it('is replies before bulk', async () => {
    const pipeline = await openPipeline(test.database, { ward, capabilities: { sendsPerSecond: 5 } });
    for (const citizen of ['an', 'binh', 'chi', 'dung', 'em', 'gia', 'hoa'])
      await addCitizen(test.database, pipeline.account, citizen);
    for (const citizen of ['an', 'binh', 'chi', 'dung', 'em'])
      await addToOutbox(test.database, pipeline.account, citizen, ['tin phát'], { lane: 'bulk' });
    for (const citizen of ['gia', 'hoa'])
      await addToOutbox(test.database, pipeline.account, citizen, ['trả lời']);
    pipeline.sender.signal(pipeline.account);
    await until(async () => (await states(pipeline)).every((state) => state === 'sent'));
    await pipeline.stop();
    expect(pipeline.channel.sent.slice(0, 2).map(({ text }) => text)).toEqual(['trả lời', 'trả lời']);
  });

  it('does not make a reply wait for an announcement that is not due yet', async () => {
    const pipeline = await openPipeline(test.database, { ward });
    await addCitizen(test.database, pipeline.account, 'an');
    await addToOutbox(test.database, pipeline.account, 'an', ['tin phát sáng mai'], {
      lane: 'bulk',
      dueInMs: 36_000_000,
    });
    await addToOutbox(test.database, pipeline.account, 'an', ['trả lời']);
    pipeline.sender.signal(pipeline.account);
    await until(() => pipeline.channel.sent.length === 1);
    await pipeline.stop();
    expect(pipeline.channel.sent[0]?.text).toBe('trả lời');
  });

  it('does not let citizens who cannot be reached hold up the others', async () => {
    const pipeline = await openWithMail(Array.from({ length: 70 }, (_, index) => `gone-${index}`));
    await test.database.systemQuery('update identity set blocked_at = now() where account_id = $1', [
      pipeline.account,
    ]);
    await addCitizen(test.database, pipeline.account, 'an');
    await addToOutbox(test.database, pipeline.account, 'an', ['trả lời']);
    pipeline.sender.signal(pipeline.account);
    await until(() => pipeline.channel.sent.length === 1);
    await sweep(pipeline);
    expect(new Set(await states(pipeline))).toEqual(new Set(['permanent_failure', 'sent']));
    await pipeline.stop();
  });

  it('leaves a second between two messages to one chat, also after a backlog, and others do not wait', async () => {
    const capabilities = { sendsPerSecondPerChat: 4 };
    const pipeline = await openWithMail(['an', 'binh'], ['một', 'hai', 'ba'], { capabilities });
    pipeline.sender.signal(pipeline.account);
    await until(async () => (await states(pipeline)).every((state) => state === 'sent'));
    await pipeline.stop();
    for (const citizen of ['an', 'binh']) {
      const times = pipeline.channel.sent.filter(({ to }) => to === citizen).map(({ at }) => at);
      const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
      // The clock of the database and ours may disagree by some milliseconds.
      expect(Math.min(...gaps)).toBeGreaterThan(240);
    }
    const [first, second] = pipeline.channel.sent;
    expect(new Set([first?.to, second?.to])).toEqual(new Set(['an', 'binh']));
  });

  it('sends the second part of an answer when its second is over, without a sweeper', async () => {
    const capabilities = { sendsPerSecondPerChat: 2, maxTextChars: 60 };
    const pipeline = await openPipeline(test.database, { ward, capabilities });
    await pipeline.arrive('an', `Việc này dài. ${'Cần hỏi kỹ về giấy tờ ạ. '.repeat(5)}`);
    await until(async () => (await outbox(pipeline)).length > 2);
    await until(async () => (await states(pipeline)).every((state) => state === 'sent'));
    await pipeline.stop();
  });
});

describe('stopping', () => {
  it('puts back what was claimed and not tried, and ends although the platform does not answer', async () => {
    const pipeline = await openWithMail(['an', 'binh'], ['một', 'hai']);
    const answer = later<ReturnType<typeof taken>>();
    pipeline.channel.answer = ({ to }) => (to === 'an' ? answer.promise : taken());
    pipeline.sender.signal(pipeline.account);
    await until(async () => (await states(pipeline)).filter((state) => state === 'sent').length === 2);
    await pipeline.stop();
    expect(await states(pipeline)).toEqual(['sending', 'sending', 'sent', 'sent']);
    // The answer comes while the process ends: the first is sent, the second was never tried.
    answer.resolve(taken());
    await until(async () => (await states(pipeline))[0] === 'sent');
    await until(async () => (await states(pipeline))[1] === 'created');
  });
});
