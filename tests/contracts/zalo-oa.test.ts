import nock from 'nock';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { InboundEvent } from '../../src/core/message.ts';
import { createHttpClient } from '../../src/lib/http-client.ts';
import { eventCases, messageCases, timestamp, type WebhookCase } from '../fixtures/zalo-oa-webhooks.ts';
import { zaloLimitFaults } from '../support/zalo-api-limits.ts';
import {
  acceptsCs,
  calls,
  citizen,
  csPath,
  delivered,
  hasty,
  makeZaloOa,
  oaId,
  onPost,
  refusal,
  refusesCs,
  refusesGrant,
  resetWire,
  roots,
  signed,
} from '../support/zalo-vendor.ts';
import { type ChannelFixtures, describeChannelContract, type VendorMood } from './channel.contract.ts';

/** Short only where nothing will come, so that a slow machine does not fail the rest. */
let http = createHttpClient();
const faults = () => calls.flatMap(({ path, payload }) => zaloLimitFaults(path, payload));

const breaks = (code: string) =>
  nock(roots.openapi)
    .post(csPath)
    .replyWithError(Object.assign(new Error('wire'), { code }));

const moods: Record<VendorMood, () => unknown> = {
  accepts: () => acceptsCs(),
  is_flooded: () => refusesCs(-32),
  has_lost_the_recipient: () => refusesCs(-213),
  refuses_the_message: () => refusesCs(-248),
  refuses_the_token: () => {
    refusesCs(-216);
    refusesGrant({ error: -14014, error_name: 'Invalid refresh token', error_reason: 'used' });
  },
  is_broken: () => onPost(csPath, { status: 502, body: '<html>502 Bad Gateway</html>' }),
  refuses_connections: () => breaks('ECONNREFUSED'),
  resets_after_the_request: () => breaks('ECONNRESET'),
  never_answers: () =>
    nock(roots.openapi)
      .post(csPath)
      .delay(60_000)
      .reply(200, refusal(0).body as nock.Body),
};

const usual = { userId: citizen, at: Number(timestamp), eventId: expect.stringMatching(/^[0-9a-f]{64}$/) };
const fixtureOf = ({ event, becomes }: WebhookCase): ChannelFixtures['events'][string] => ({
  request: delivered(event),
  becomes: becomes.map((one): InboundEvent => ({ ...usual, ...one })),
});
const text = delivered(messageCases['a text']?.event);

const fixtures: ChannelFixtures = {
  forged: { ...text, headers: { 'x-zevent-signature': `mac=${'0'.repeat(64)}` } },
  malformed: signed(Buffer.from('{"event_name":')),
  unknown: delivered({
    event_name: 'citizen_waved',
    sender: { id: citizen },
    recipient: { id: oaId },
    timestamp,
  }),
  signed: (body) => signed(body),
  recipient: citizen,
  arrange: (mood) => {
    if (mood === 'never_answers') http = hasty();
    moods[mood]();
  },
  limitFaults: faults,
  events: Object.fromEntries(
    Object.entries({ ...messageCases, ...eventCases }).map(([name, one]) => [name, fixtureOf(one)]),
  ),
};

beforeAll(() => nock.disableNetConnect());
afterEach(() => {
  resetWire();
  http.close();
  http = createHttpClient();
});
afterAll(() => nock.restore());

describeChannelContract(() => makeZaloOa({}, { http }).channel, fixtures);

describe('an account of Zalo', () => {
  it('shares its rate with all accounts of the app', () => {
    expect(makeZaloOa().channel.bucket).toBe('zalo-app:100200300');
  });
});
