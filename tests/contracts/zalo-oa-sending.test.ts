import fc from 'fast-check';
import nock from 'nock';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { OutboundMessage } from '../../src/channels/channel.ts';
import { asTexts } from '../../src/channels/zalo-oa/outbound.ts';
import { zaloLimitFaults } from '../support/zalo-api-limits.ts';
import {
  acceptsCs,
  appSecret,
  calls,
  citizen,
  csPath,
  makeZaloOa,
  now,
  onPost,
  paths,
  refusal,
  refusesCs,
  resetWire,
  roots,
  success,
} from '../support/zalo-vendor.ts';

const message: OutboundMessage = { id: 'm1', to: citizen, text: 'Chào bà con', buttons: [], linkButtons: [] };
const yesNo = [
  { id: 'yes', label: 'Có' },
  { id: 'no', label: 'Không' },
];
const portal = [{ label: 'Nộp trực tuyến', url: 'https://dichvucong.example' }];
const asking = { ...message, buttons: yesNo, linkButtons: portal };
const said = () => calls.map(({ payload }) => (payload as { message?: { text?: string } }).message?.text);
const payloads = () => calls.map(({ payload }) => payload);

beforeAll(() => nock.disableNetConnect());
afterEach(() => {
  const faults = calls.flatMap(({ path, payload }) => zaloLimitFaults(path, payload));
  resetWire();
  expect(faults).toEqual([]);
});
afterAll(() => nock.restore());

describe('a message to a citizen', () => {
  it('goes as a text, with the token and its proof in headers', async () => {
    acceptsCs();

    const sent = await makeZaloOa().channel.send(message);

    expect(sent).toEqual({ ok: true, value: { vendorMessageId: 'vendor-1' } });
    expect(payloads()).toEqual([{ recipient: { user_id: citizen }, message: { text: 'Chào bà con' } }]);
    expect(calls[0]?.headers).toMatchObject({
      access_token: 'access-1',
      // printf access-1 | openssl dgst -sha256 -hmac app-secret-of-the-test
      appsecret_proof: '7d9cf5c61469fd33329f55cde4b31235a4a0381fb59be87408dc54b734680675',
    });
    expect(JSON.stringify(calls)).not.toContain(appSecret);
  });

  it('carries choices that come back as a hidden text, and links', async () => {
    acceptsCs();

    await makeZaloOa().channel.send(asking);

    expect(payloads()).toMatchObject([
      {
        message: {
          text: 'Chào bà con',
          attachment: {
            type: 'template',
            payload: {
              buttons: [
                { title: 'Có', type: 'oa.query.hide', payload: '#gd:yes' },
                { title: 'Không', type: 'oa.query.hide', payload: '#gd:no' },
                {
                  title: 'Nộp trực tuyến',
                  type: 'oa.open.url',
                  payload: { url: 'https://dichvucong.example' },
                },
              ],
            },
          },
        },
      },
    ]);
  });

  it('is composed before it is measured', async () => {
    acceptsCs();

    const sent = await makeZaloOa().channel.send({ ...message, text: 'ế'.normalize('NFD').repeat(2000) });

    expect(sent.ok).toBe(true);
  });

  it.each([
    ['an empty text', { text: ' ' }, 'text_empty'],
    ['a text of 2,001 characters', { text: 'a'.repeat(2001) }, 'text_too_long'],
    ['six buttons', { buttons: Array(6).fill({ id: 'a', label: 'Có' }) }, 'too_many_buttons'],
    ['a button without words', { buttons: [{ id: 'a', label: ' ' }] }, 'button_label_empty'],
    ['a button of 101', { buttons: [{ id: 'a', label: 'a'.repeat(101) }] }, 'button_label_too_long'],
    ['a long button id', { buttons: [{ id: 'a'.repeat(65), label: 'Có' }] }, 'button_id_length'],
  ])('is not even tried with %s', async (_name, fields, vendorCode) => {
    const sent = await makeZaloOa().channel.send({ ...message, ...fields });

    expect(sent).toEqual({ ok: false, error: { code: 'rejected', vendorCode, provablyUnsent: true } });
    expect(calls).toEqual([]);
  });

  it.each([
    ['an empty body', { body: '' }, { code: 'unreachable', provablyUnsent: false }],
    ['a page', { body: '<html>Bảo trì</html>' }, { code: 'unreachable', provablyUnsent: false }],
    [
      'a success without a message',
      { body: { error: 0, data: {} } },
      { code: 'unreachable', provablyUnsent: false },
    ],
    ['an answer without a code', { body: { data: {} } }, { code: 'unreachable', provablyUnsent: false }],
    ['a code in quotes', { body: { error: '-230', message: 'x' } }, { code: 'outside_reply_window' }],
    [
      'a refusal of another server',
      { body: { error_name: 'Invalid app', error_reason: 'x' } },
      { code: 'misconfigured', vendorCode: 'Invalidapp' },
    ],
    ['503', { status: 503, body: '' }, { code: 'unreachable', provablyUnsent: true }],
    ['429', { status: 429, body: '' }, { code: 'rate_limited', provablyUnsent: true }],
    [
      'a refusal with a bad status',
      { status: 500, body: { error: -230 } },
      { code: 'outside_reply_window', provablyUnsent: true },
    ],
  ])('survives %s', async (_name, answer, error) => {
    onPost(csPath, answer);

    expect(await makeZaloOa().channel.send(message)).toMatchObject({ ok: false, error });
  });

  it('raises an alarm at a code that nobody explains', async () => {
    refusesCs(-305);
    const { channel, host } = makeZaloOa();

    expect(await channel.send(message)).toMatchObject({ error: { code: 'rejected', vendorCode: '-305' } });
    expect(host.alerts).toEqual([{ kind: 'unknown_vendor_code', detail: '-305' }]);
  });
});

describe('buttons that Zalo does not take', () => {
  const list = 'Nộp trực tuyến: https://dichvucong.example\n\nChào bà con\n1. Có\n2. Không';

  it.each([-201, -233])('become a numbered list after %i, and stay off', async (code) => {
    refusesCs(code);
    acceptsCs('vendor-2');
    const { channel, host } = makeZaloOa();
    expect(channel.capabilities).toMatchObject({ maxButtons: 5, linkButtons: true });

    const sent = await channel.send(asking);

    expect(sent).toEqual({ ok: true, value: { vendorMessageId: 'vendor-2' } });
    expect(said()).toEqual(['Chào bà con', list]);
    expect(host.alerts).toEqual([{ kind: 'buttons_off', detail: String(code) }]);
    expect(host.notes.read()).toEqual({
      buttonsOff: { since: new Date(now).toISOString(), vendorCode: String(code) },
    });
    expect(channel.capabilities).toMatchObject({ maxButtons: 0, linkButtons: false });
  });

  it('are not blamed when the text alone is refused in the same way', async () => {
    refusesCs(-201);
    refusesCs(-201);
    const { channel, host } = makeZaloOa();

    expect(await channel.send(asking)).toMatchObject({ ok: false, error: { code: 'rejected' } });
    expect(host.notes.read()).toEqual({});
    expect(host.alerts).toEqual([]);
  });

  it('are not blamed for another refusal', async () => {
    refusesCs(-230);

    await makeZaloOa().channel.send(asking);

    expect(calls).toHaveLength(1);
  });

  it.each([
    ['by setting', { buttons: 'off' }, {}],
    ['by a note', {}, { buttonsOff: { since: '2026-11-01T00:00:00Z', vendorCode: '-233' } }],
  ])('are not tried when they are off %s', async (_name, settings, savedNotes) => {
    acceptsCs();
    const { channel } = makeZaloOa(settings, { savedNotes });

    await channel.send(asking);

    expect(said()).toEqual([list]);
    expect(channel.capabilities).toMatchObject({ maxButtons: 0, linkButtons: false });
  });

  it('are back when the note is cleared', () => {
    expect(makeZaloOa({}, { savedNotes: { buttonsOff: null } }).channel.capabilities.maxButtons).toBe(5);
  });

  it('are off in this process even when the note cannot be kept', async () => {
    refusesCs(-233);
    acceptsCs();
    const write = () => Promise.reject(new Error('no database'));
    const { channel, host } = makeZaloOa({}, { notes: { read: () => ({}), write } });

    expect(await channel.send(asking)).toMatchObject({ ok: true });
    expect(channel.capabilities.maxButtons).toBe(0);
    expect(host.notices).toEqual([{ kind: 'note_not_kept', detail: 'buttonsOff' }]);
  });

  const long = { ...asking, text: `${'a'.repeat(1000)}\n${'b'.repeat(990)}`, linkButtons: [] };

  it('are split at lines when the list makes the text too long', async () => {
    acceptsCs('part-1');
    acceptsCs('part-2');

    const sent = await makeZaloOa({ buttons: 'off' }).channel.send(long);

    expect(sent).toEqual({ ok: true, value: { vendorMessageId: 'part-2' } });
    expect(said()).toEqual([`${long.text}\n1. Có`, '2. Không']);
  });

  it('say with the first part that fails what happened, and are never said twice', async () => {
    acceptsCs('part-1');
    refusesCs(-32);

    const sent = await makeZaloOa({ buttons: 'off' }).channel.send(long);

    expect(sent).toMatchObject({ error: { code: 'rate_limited', provablyUnsent: false } });
  });

  it('lose nothing as text, whatever was said', () => {
    const label = fc.stringMatching(/^[a-zđ]{1,100}$/);
    const buttons = fc.array(fc.record({ id: fc.constant('x'), label }), { maxLength: 5 });
    const words = fc.array(fc.stringMatching(/^[a-z]{1,400}$/), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(words, buttons, (lines, choices) => {
        const texts = asTexts({ ...message, text: lines.join('\n'), buttons: choices });
        const list = choices.map((choice, at) => `${at + 1}. ${choice.label}`);
        expect(texts.join('\n').split('\n')).toEqual([...lines, ...list]);
        expect(texts.every((text) => text.length <= 2000)).toBe(true);
      }),
    );
  });
});

describe('a request for a phone number', () => {
  const image = { userInfoImageUrl: 'https://phuong.example/form.png' };
  const request = { ...message, request: 'contact' } as const;
  const form = (subtitle: string) => ({
    message: {
      attachment: {
        type: 'template',
        payload: {
          template_type: 'request_user_info',
          elements: [
            { title: 'vi:contact_form.title', subtitle, image_url: 'https://phuong.example/form.png' },
          ],
        },
      },
    },
  });

  it('is only offered where the account has a picture for the form', () => {
    expect(makeZaloOa().channel.capabilities.requestsContact).toBe(false);
    expect(makeZaloOa(image).channel.capabilities.requestsContact).toBe(true);
  });

  it('is a form with the words in it', async () => {
    acceptsCs();

    expect(await makeZaloOa(image).channel.send(request)).toMatchObject({ ok: true });
    expect(payloads()).toMatchObject([form('Chào bà con')]);
  });

  it('is a form after the message when there are choices too', async () => {
    acceptsCs('vendor-1');
    acceptsCs('vendor-2');

    const sent = await makeZaloOa(image).channel.send({ ...request, buttons: yesNo });

    expect(sent).toMatchObject({ ok: true, value: { vendorMessageId: 'vendor-1' } });
    expect(payloads()).toMatchObject([
      { message: { text: 'Chào bà con' } },
      form('vi:contact_form.subtitle'),
    ]);
  });

  it('stays words when Zalo refuses the form', async () => {
    refusesCs(-233);
    acceptsCs();
    const { channel, host } = makeZaloOa(image);

    expect(await channel.send(request)).toMatchObject({ ok: true });
    expect(said()).toEqual([undefined, 'Chào bà con']);
    expect(host.notices).toEqual([{ kind: 'contact_form_refused', detail: '-233' }]);
    expect(channel.capabilities.maxButtons).toBe(5);
  });

  it('is words where there is no picture', async () => {
    acceptsCs();

    await makeZaloOa().channel.send(request);

    expect(said()).toEqual(['Chào bà con']);
  });
});

describe('a template', () => {
  const template = { id: 'dossier-done', data: { ma_ho_so: 'H01' } };
  const byTemplate = { ...message, route: 'template', template } as const;
  const hidden = `phone:${Buffer.from('84900000001').toString('base64url')}`;

  it('goes to a citizen of the account', async () => {
    onPost('/v3.0/oa/message/template', success({ message_id: 't1' }));

    const sent = await makeZaloOa().channel.send(byTemplate);

    expect(sent).toEqual({ ok: true, value: { vendorMessageId: 't1' } });
    expect(payloads()).toEqual([
      { user_id: citizen, template_id: 'dossier-done', template_data: { ma_ho_so: 'H01' } },
    ]);
  });

  it('goes to a phone number that only its hidden form is known of', async () => {
    onPost('/message/template', success({ msg_id: 't2', quota: { remainingQuota: '499' } }), roots.business);

    const sent = await makeZaloOa().channel.send({ ...byTemplate, to: hidden, id: 'x'.repeat(60) });

    expect(sent).toEqual({ ok: true, value: { vendorMessageId: 't2' } });
    expect(payloads()).toMatchObject([{ phone: '84900000001', template_id: 'dossier-done' }]);
    expect(calls[0]?.headers).toMatchObject({ access_token: 'access-1' });
  });

  it.each([
    ['a phone number without one', { ...message, to: hidden }, 'needs_template'],
    ['the route without one', { ...message, route: 'template' as const }, 'needs_template'],
    ['a visitor', { ...byTemplate, to: 'anonymous:v:c' }, 'rejected'],
    ['a number that no longer opens', { ...byTemplate, to: 'phone:' }, 'rejected'],
  ])('is what %s lacks', async (_name, wanted, code) => {
    expect(await makeZaloOa().channel.send(wanted)).toMatchObject({
      ok: false,
      error: { code, provablyUnsent: true },
    });
    expect(calls).toEqual([]);
  });

  it('that was taken without a message id proves nothing', async () => {
    onPost('/v3.0/oa/message/template', success({}));

    expect(await makeZaloOa().channel.send(byTemplate)).toMatchObject({ error: { provablyUnsent: false } });
  });

  it('reads -100 as the template server means it', async () => {
    onPost('/v3.0/oa/message/template', refusal(-100));

    expect(await makeZaloOa().channel.send(byTemplate)).toMatchObject({ error: { code: 'unreachable' } });
  });
});

describe('an answer to a visitor', () => {
  it('goes into the conversation, choices as a list', async () => {
    onPost('/v2.0/oa/message', success({ message_id: 'v1' }));

    const sent = await makeZaloOa().channel.send({ ...asking, to: 'anonymous:visitor%3A1:c1' });

    expect(sent).toEqual({ ok: true, value: { vendorMessageId: 'v1' } });
    expect(paths()).toEqual(['/v2.0/oa/message']);
    expect(payloads()).toMatchObject([
      {
        recipient: { anonymous_id: 'visitor:1', conversation_id: 'c1' },
        message: { text: expect.stringMatching(/2\. Không$/) },
      },
    ]);
  });

  it('has nowhere to go without a conversation', async () => {
    expect(await makeZaloOa().channel.send({ ...message, to: 'anonymous:v1:' })).toMatchObject({
      error: { code: 'recipient_gone', vendorCode: 'no_conversation' },
    });
  });
});
