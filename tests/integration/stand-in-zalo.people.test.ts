import { afterEach, describe, expect, it } from 'vitest';
import { call, consult, hours } from '../support/stand-in-zalo/caller.ts';
import { startStandInZalo, type ZaloOptions } from '../support/stand-in-zalo.ts';
import { createHouseKeeping } from '../support/vendor/house-keeping.ts';

const { open, closeAll } = createHouseKeeping();
afterEach(closeAll);

const start = (options?: ZaloOptions) => open(startStandInZalo(options));
const asked = (data: object) => `?data=${encodeURIComponent(JSON.stringify(data))}`;

describe('what Zalo knows of people', () => {
  it('is asked for one by one or by tag, 50 at once', async () => {
    const standIn = await start();
    await standIn.citizensDo([
      { userId: 'u1', does: 'follow' },
      { userId: 'u2', text: 'chào' },
    ]);
    await call(standIn, '/v2.0/oa/tag/tagfollower', { user_id: 'u1', tag_name: 'kp3' });
    const list = (data: object) => call(standIn, `/v3.0/oa/user/getlist${asked(data)}`);

    expect(await call(standIn, `/v3.0/oa/user/detail${asked({ user_id: 'u1' })}`)).toMatchObject({
      data: { user_id: 'u1', user_is_follower: true, tags_and_notes_info: { tag_names: ['kp3'] } },
    });
    expect(await list({ offset: 0, count: 50 })).toMatchObject({ data: { total: 2 } });
    expect(await list({ tag_name: 'kp3' })).toMatchObject({ data: { users: [{ user_id: 'u1' }] } });
    expect(await list({ count: 51 })).toMatchObject({ error: -210 });
    expect(await call(standIn, '/v2.0/oa/tag/gettagsofoa')).toMatchObject({ data: ['kp3'] });
    expect(await call(standIn, '/v2.0/oa/getoa')).toMatchObject({
      data: { oaid: standIn.account.oaId, oa_type: 4 },
    });
  });

  it('is when they last wrote, and what may still be sent', async () => {
    const standIn = await start();
    const last = hours(50);
    standIn.setLastInteraction('u1', last);
    standIn.change({ paidQuota: 1 });
    const quota = (of: object) => call(standIn, '/v3.0/oa/quota/message', of);

    expect(await quota({ user_id: 'u1' })).toMatchObject({ data: { last_interaction: last } });
    expect(await consult(standIn, 'u1', 'một')).toMatchObject({ error: 0 });
    expect(await consult(standIn, 'u1', 'hai')).toMatchObject({ error: -211 });
    expect(await quota({ quota_owner: 'OA', product_type: 'cs' })).toMatchObject({ data: [{ remain: '0' }] });
  });

  it('is nothing for a visitor without a name, who is answered on the old path', async () => {
    const standIn = await start();
    const old = (recipient: object) =>
      call(standIn, '/v2.0/oa/message', { recipient, message: { text: 'Dạ' } });

    expect(await old({ anonymous_id: 'a1', conversation_id: 'c1' })).toMatchObject({ error: 0 });
    expect(await old({ user_id: 'u1' })).toMatchObject({ error: -240 });
    expect(standIn.delivered()).toMatchObject([{ userId: 'a1', how: 'anonymous' }]);
    expect(standIn.counters().limitsBroken).toHaveLength(1);
  });
});

it('answers late when it is told to be slow, with the work done at once', async () => {
  const standIn = await start();
  standIn.setLastInteraction('u1', hours(1));
  standIn.fail({ kind: 'slow', delayMs: 1_000, times: 1 });

  const sending = consult(standIn, 'u1', 'một');
  await expect.poll(() => standIn.delivered().length, { interval: 10, timeout: 10_000 }).toBe(1);
  const began = Date.now();

  expect(await sending).toMatchObject({ error: 0 });
  expect(Date.now() - began).toBeGreaterThan(150);
});

it('wants the proof of the app’s secret where that is switched on', async () => {
  const standIn = await start({ requireProof: true });

  expect(await call(standIn, '/v2.0/oa/getoa')).toMatchObject({ error: -242 });
});
