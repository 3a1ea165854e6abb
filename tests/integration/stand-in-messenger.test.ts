import { afterEach, describe, expect, it } from 'vitest';
import {
  buttonTemplate,
  call,
  hours,
  humanAgent,
  quickReplies,
  send,
} from '../support/stand-in-messenger/caller.ts';
import { type MessengerOptions, startStandInMessenger } from '../support/stand-in-messenger.ts';
import { createHouseKeeping } from '../support/vendor/house-keeping.ts';

const { open, closeAll } = createHouseKeeping();
afterEach(closeAll);

const start = (options?: MessengerOptions) => open(startStandInMessenger(options));
const titles = (count: number) => Array.from({ length: count }, (_, n) => `Mục ${n}`);

describe('a message', () => {
  it('is delivered to who wrote within 24 hours, with its choices', async () => {
    const standIn = await start();
    await standIn.citizensDo([{ userId: 'p1', text: 'chào' }]);

    const sent = await send(standIn, 'p1', quickReplies('Tra cứu'));
    await send(standIn, 'p1', buttonTemplate('Chọn:', 'Phản ánh'));

    expect(sent).toMatchObject({ status: 200, recipient_id: 'p1' });
    expect(standIn.delivered()).toMatchObject([
      { vendorId: sent.message_id, how: 'response', buttons: [{ id: 'Tra cứu', kind: 'quick reply' }] },
      { text: 'Chọn:', buttons: [{ id: 'Phản ánh', kind: 'postback' }] },
    ]);
    expect(standIn.counters().limitsBroken).toEqual([]);
  });

  it.each([
    ['of more than 2,000 characters', 'a'.repeat(2001)],
    ['with 14 quick replies', quickReplies(...titles(14))],
    ['with a long quick reply', quickReplies('a'.repeat(21))],
    ['with four buttons', buttonTemplate('Chọn:', ...titles(4))],
    ['with a long text over buttons', buttonTemplate('a'.repeat(641), 'Có')],
  ])('%s is refused, and remembered', async (_, message) => {
    const standIn = await start();
    standIn.setLastMessage('p1', Date.now());

    expect(await send(standIn, 'p1', message)).toMatchObject({ status: 400, error: { code: 100 } });
    expect(standIn.delivered()).toEqual([]);
    expect(standIn.counters().limitsBroken).toHaveLength(1);
  });

  it('after the window needs a human or a template', async () => {
    const standIn = await start();
    standIn.setLastMessage('p1', hours(25));
    standIn.setLastMessage('p2', hours(24 * 8));
    const outside = { error: { code: 10, error_subcode: 2018278 } };
    const update = { messaging_type: 'UPDATE' };
    const dead = { messaging_type: 'MESSAGE_TAG', tag: 'ACCOUNT_UPDATE' };

    expect(await send(standIn, 'p1', 'một')).toMatchObject(outside);
    expect(await send(standIn, 'p1', 'hai', update)).toMatchObject(outside);
    expect(await send(standIn, 'p1', 'ba', dead)).toMatchObject({ error: { code: 100 } });
    expect(await send(standIn, 'p1', 'bốn', humanAgent)).toMatchObject({ status: 200 });
    expect(await send(standIn, 'p2', 'năm', humanAgent)).toMatchObject(outside);
    expect(standIn.delivered()).toMatchObject([{ text: 'bốn', how: 'message_tag' }]);
    expect(standIn.counters().limitsBroken).toHaveLength(4);
  });

  it('by utility template needs an approved one, with all its places filled', async () => {
    const standIn = await start({ templateStatus: 'PENDING' });
    standIn.setLastMessage('p1', hours(1000));
    const path = `${standIn.account.pageId}/message_templates`;
    const components = [{ type: 'BODY', text: 'Hồ sơ {{1}} đã xong' }];
    const filled = (...words: string[]) => ({
      template: {
        name: 'ho_so',
        language: { code: 'vi' },
        components: [{ type: 'body', parameters: words.map((text) => ({ type: 'text', text })) }],
      },
    });
    const notify = (...words: string[]) =>
      send(standIn, 'p1', filled(...words), { messaging_type: 'UTILITY' });

    await call(standIn, path, { name: 'ho_so', language: 'vi', category: 'UTILITY', components });
    expect(await notify('H26-1')).toMatchObject({ error: { code: 100 } });
    standIn.change({ templateStatus: { ho_so: 'APPROVED' } });
    expect(await call(standIn, path)).toMatchObject({ data: [{ name: 'ho_so', status: 'APPROVED' }] });
    expect(await notify()).toMatchObject({ error: { code: 100 } });
    expect(await notify('H26-1')).toMatchObject({ status: 200 });

    expect(standIn.delivered()).toMatchObject([{ text: 'Hồ sơ H26-1 đã xong', how: 'utility' }]);
  });

  it('answers a comment once, within seven days', async () => {
    const standIn = await start();
    const comments = await standIn.citizensDo(
      ['a', 'b'].map((text) => ({ userId: 'p1', does: 'comment', text })),
    );
    const reply = (comment_id = '') =>
      call(standIn, 'me/messages', {
        recipient: { comment_id },
        messaging_type: 'RESPONSE',
        message: { text: 'Dạ' },
      });

    expect(await reply(comments[0])).toMatchObject({ status: 200, recipient_id: 'p1' });
    expect(await reply(comments[0])).toHaveProperty('error');
    standIn.change({ clockOffsetMs: 8 * 86_400_000 });
    expect(await reply(comments[1])).toMatchObject({ error: { code: 10 } });
    expect(standIn.delivered()).toMatchObject([{ how: 'private reply' }]);
  });

  it('goes 300 times a second at most', async () => {
    const standIn = await start({ limits: { max: 2, windowMs: 1_000 } });
    standIn.setLastMessage('p1', Date.now());

    const answers = await Promise.all(['một', 'hai', 'ba'].map((text) => send(standIn, 'p1', text)));

    expect(answers.filter(({ error }) => error?.code === 613)).toHaveLength(1);
    expect(standIn.counters()).toMatchObject({ delivered: 2, rateViolations: 1 });
  });

  it('does not reach a stranger or somebody who blocks the Page', async () => {
    const standIn = await start();
    await standIn.citizensDo([
      { userId: 'p1', text: 'chào' },
      { userId: 'p1', does: 'block' },
    ]);

    expect(await send(standIn, 'p1', 'một')).toMatchObject({ error: { code: 551, error_subcode: 1545041 } });
    expect(await send(standIn, 'p9', 'một')).toMatchObject({ error: { code: 100, error_subcode: 2018001 } });
  });
});

describe('the Page', () => {
  it('is open to who has its token and can prove it', async () => {
    const standIn = await start();
    const { pageId } = standIn.account;
    const page = (query?: Record<string, string>) => call(standIn, pageId ?? '', undefined, query);

    expect(await page()).toMatchObject({ id: pageId });
    expect(await page({ access_token: 'x' })).toMatchObject({ error: { code: 190 } });
    expect(await page({ appsecret_proof: 'x' })).toMatchObject({ status: 400, error: { code: 100 } });
    standIn.change({ revoke: true });
    expect(await page()).toMatchObject({ error: { code: 190 } });
  });

  it('has a menu only with a start button', async () => {
    const standIn = await start();
    const call_to_actions = [{ type: 'postback', title: 'Tra cứu', payload: 'LOOKUP' }];
    const persistent_menu = [{ locale: 'default', call_to_actions }];
    const profile = (fields: object) => call(standIn, 'me/messenger_profile', fields);

    expect(await profile({ persistent_menu })).toMatchObject({ error: { code: 100 } });
    expect(await profile({ get_started: { payload: 'START' }, persistent_menu })).toEqual({
      status: 200,
      result: 'success',
    });
    expect(await standIn.citizensDo([{ userId: 'p1', press: 'LOOKUP' }])).toHaveLength(1);
    expect(await call(standIn, 'me/subscribed_apps', { subscribed_fields: ['messages'] })).toMatchObject({
      success: true,
    });
  });
});

describe('faults', () => {
  it('come before or after the delivery, in Graph’s words or in a gateway’s', async () => {
    const standIn = await start();
    standIn.setLastMessage('p1', Date.now());
    const fails = (kind: 'reset_before' | 'reset_after' | 'server_error') => {
      standIn.fail({ kind, times: 1 });
      return expect(send(standIn, 'p1', kind)).rejects.toThrow();
    };

    await fails('reset_before');
    await fails('reset_after');
    await fails('server_error');
    standIn.fail({ kind: 'refuse', code: '10/1893063', times: 1 });
    expect(await send(standIn, 'p1', 'bốn')).toMatchObject({ error: { code: 10, error_subcode: 1893063 } });
    standIn.fail({ kind: 'too_many_requests', chance: 1 });
    expect(await send(standIn, 'p1', 'năm')).toMatchObject({ error: { code: 613 } });

    expect(standIn.delivered()).toMatchObject([{ text: 'reset_after' }]);
  });
});
