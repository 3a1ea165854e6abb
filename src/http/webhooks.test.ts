import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Addressees, Channel, RawRequest } from '../channels/channel.ts';
import { accountId, wardId } from '../core/ids.ts';
import { err, ok } from '../core/result.ts';
import { createLogger } from '../lib/logger.ts';
import { createMetrics } from '../lib/metrics.ts';
import { mapErrors } from './error-mapping.ts';
import { createWebhooks, type WebhookAccount } from './webhooks.ts';

/** A platform whose bodies are `<for whom>|<secret>`. */
const accounts = (['one', 'two'] as const).map(
  (externalId, at): WebhookAccount => ({
    id: accountId(at + 1),
    wardId: wardId(1),
    channel: 'pigeon',
    externalId,
    receiver: {
      receive: async ({ body }: RawRequest) => {
        const [whom = '', secret] = body.toString().split('|');
        if (secret !== externalId && secret !== 'both') return err({ code: 'bad_signature' });
        if (whom === 'nonsense') return err({ code: 'malformed' });
        return ok([{ eventId: whom, userId: 'u', at: 1, content: { kind: 'text', text: whom } }]);
      },
      ...(externalId === 'two' && {
        answerProbe: ({ query }: RawRequest) => (query.word === 'open' ? 'sesame' : undefined),
      }),
    } as unknown as Channel,
  }),
);
const addressees = ({ body }: RawRequest): Addressees => {
  const [whom = ''] = body.toString().split('|');
  if (whom === 'probe') return { kind: 'nobody' };
  return whom === 'anyone' || whom === 'nonsense'
    ? { kind: 'anyone' }
    : { kind: 'accounts', ids: whom.split('+') };
};

let server: Server;
let url: string;
let kept: string[] = [];
beforeAll(async () => {
  const router = createWebhooks({
    placeOf: (name) =>
      name === 'pigeon'
        ? { channel: 'pigeon', accounts, route: { name, acknowledgement: 'coo', addressees } }
        : undefined,
    intake: {
      accept: async ({ id }, events) => void kept.push(...events.map(({ eventId }) => `${id}:${eventId}`)),
      replaySpool: async () => undefined,
    },
    metrics: createMetrics({ wholeProcess: false }),
  });
  const speak = () => '';
  server = createServer(
    express()
      .use('/webhooks', router)
      .use(mapErrors(createLogger('silent'), speak)),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/pigeon`;
});
afterAll(() => {
  server.close();
});
beforeEach(() => {
  kept = [];
});

async function post(body: string, path = '') {
  const answer = await fetch(url + path, { method: 'POST', body });
  return { status: answer.status, text: await answer.text() };
}

describe('a webhook that several accounts share', () => {
  it('gives each account what is its own', async () => {
    expect(await post('one+two|both')).toEqual({ status: 200, text: 'coo' });
    expect(kept).toEqual(['1:one+two', '2:one+two']);
  });

  it('is acknowledged, and forgotten, when it is for none of ours', async () => {
    expect((await post('three|three')).status).toBe(200);
    expect((await post('probe|')).status).toBe(200);
    expect(kept).toEqual([]);
  });

  it('that says no name goes to the account whose secret fits, and to no other', async () => {
    expect((await post('anyone|two')).status).toBe(200);
    expect((await post('anyone|both')).status).toBe(200);
    expect(kept).toEqual(['2:anyone', '1:anyone']);
  });

  it.each([
    ['the secret of another account', 'one|two', 401],
    ['nobody’s secret', 'anyone|x', 401],
    ['a genuine body that makes no sense', 'nonsense|two', 400],
  ])('is refused with %s', async (_name, body, status) => {
    expect((await post(body)).status).toBe(status);
    expect(kept).toEqual([]);
  });

  it('may name its account in the path', async () => {
    expect((await post('anyone|one', '/two')).status).toBe(401);
    expect((await post('anyone|one', '/one')).status).toBe(200);
    expect((await post('anyone|one', '/three')).status).toBe(404);
  });

  it('answers the platform’s question to who knows the word', async () => {
    const asked = await fetch(`${url}?word=open`);
    expect([asked.status, await asked.text()]).toEqual([200, 'sesame']);
    expect((await fetch(`${url}?word=shut`)).status).toBe(403);
  });

  it('called in another way says how it is called', async () => {
    const answer = await fetch(url, { method: 'PUT' });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST, GET']);
    expect(await answer.json()).toMatchObject({ error: { code: 'method_not_allowed' } });
    expect((await fetch(`${url}/one`, { method: 'GET' })).headers.get('allow')).toBe('POST');
    expect((await fetch(`${url}/three`, { method: 'PUT' })).status).toBe(404);
  });
});
