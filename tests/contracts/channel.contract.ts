import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Channel, OutboundMessage, RawRequest, SendError } from '../../src/channels/channel.ts';
import type { InboundEvent } from '../../src/core/message.ts';
import type { Result } from '../../src/core/result.ts';

/** What the platform does with the next send; every channel's contract test plays these on the wire. */
export type VendorMood =
  | 'accepts'
  | 'is_flooded'
  | 'has_lost_the_recipient'
  | 'refuses_the_message'
  | 'refuses_the_token'
  | 'is_broken'
  | 'refuses_connections'
  | 'resets_after_the_request'
  | 'never_answers';

export interface ChannelFixtures {
  readonly forged: RawRequest;
  readonly malformed: RawRequest;
  /** A genuine event of a kind that the channel does not know. */
  readonly unknown: RawRequest;
  /** The same genuine envelope around any body, for fuzzing. */
  readonly signed: (body: Buffer) => RawRequest;
  /** Every kind of event that the platform sends, and what it must become. */
  readonly events: Readonly<
    Record<string, { readonly request: RawRequest; readonly becomes: InboundEvent[] }>
  >;
  /** A recipient id in the platform's own form. */
  readonly recipient: string;
  /** Prepares the wire for one send. */
  readonly arrange: (mood: VendorMood) => void | Promise<void>;
  /** Moods that this platform does not tell apart; their nearest relatives are tested beside the suite. */
  readonly neverSays?: readonly VendorMood[];
  /** Faults found by the platform's published limits in everything that was sent so far. */
  readonly limitFaults: () => readonly string[];
}

const secretWords = 'Số hồ sơ H01.23 của bà Nguyễn Thị Bí Mật';
/** What must come back in each mood; `provablyUnsent` decides between a second try and `unknown`. */
const outcomes: Record<Exclude<VendorMood, 'accepts'>, Partial<SendError>> = {
  is_flooded: { code: 'rate_limited', retryAfterMs: expect.any(Number), provablyUnsent: true },
  has_lost_the_recipient: { code: 'recipient_gone', provablyUnsent: true },
  refuses_the_message: { code: 'rejected', provablyUnsent: true },
  refuses_the_token: { code: 'token_dead', provablyUnsent: true },
  is_broken: { code: 'unreachable' },
  refuses_connections: { code: 'unreachable', provablyUnsent: true },
  resets_after_the_request: { code: 'unreachable', provablyUnsent: false },
  never_answers: { code: 'unreachable', provablyUnsent: false },
};

/** Every channel folder runs this suite with its own payloads; a new channel starts here. */
export function describeChannelContract(create: () => Channel, fixtures: ChannelFixtures): void {
  describe(`${create().id} keeps the channel contract`, () => {
    describeReceiving(create, fixtures);
    describeSending(create, fixtures);
    describeCapabilities(create());
  });
}

function describeReceiving(create: () => Channel, fixtures: ChannelFixtures): void {
  it('refuses a request whose signature is wrong', async () => {
    const received = await create().receive(fixtures.forged);

    expect(received).toEqual({ ok: false, error: { code: 'bad_signature' } });
  });

  it('refuses a request without any signature', async () => {
    const received = await create().receive({ ...fixtures.forged, headers: {} });

    expect(received).toEqual({ ok: false, error: { code: 'bad_signature' } });
  });

  it('calls a genuine request that makes no sense malformed', async () => {
    const received = await create().receive(fixtures.malformed);

    expect(received).toEqual({ ok: false, error: { code: 'malformed' } });
  });

  it('keeps an event of an unknown kind as unknown', async () => {
    const received = await create().receive(fixtures.unknown);

    expect(received).toMatchObject({ ok: true, value: [{ content: { kind: 'unknown' } }] });
  });

  it.each(Object.entries(fixtures.events))('reads %s', async (_name, { request, becomes }) => {
    const received = await create().receive(request);

    expect(received).toEqual({ ok: true, value: becomes });
  });

  it('gives the same event the same id each time, so a second delivery is a no-op', async () => {
    const channel = create();
    for (const { request } of Object.values(fixtures.events)) {
      const [first, second] = [await channel.receive(request), await channel.receive(request)];

      expect(ids(first)).toEqual(ids(second));
    }
  });

  it('survives any bytes and any JSON behind a genuine signature', async () => {
    const channel = create();
    const bodies = fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      fc.json().map((json) => Buffer.from(json)),
    );
    await fc.assert(
      fc.asyncProperty(bodies, async (body) => {
        const received = await channel.receive(fixtures.signed(body));
        if (!received.ok) expect(received.error.code).toBe('malformed');
      }),
    );
  });
}

function describeSending(create: () => Channel, fixtures: ChannelFixtures): void {
  const message: OutboundMessage = {
    id: 'm1',
    to: fixtures.recipient,
    text: secretWords,
    buttons: [],
    linkButtons: [],
  };

  it('gives the platform’s own id as the receipt of a sent message', async () => {
    await fixtures.arrange('accepts');

    const sent = await create().send(message);

    expect(sent).toEqual({ ok: true, value: { vendorMessageId: expect.stringMatching(/./) } });
    expect(fixtures.limitFaults()).toEqual([]);
  });

  const all = Object.entries(outcomes) as [Exclude<VendorMood, 'accepts'>, Partial<SendError>][];
  const failures = all.filter(([mood]) => !fixtures.neverSays?.includes(mood));
  it.each(failures)(
    'says what happened as data, without the words, when the platform %s',
    async (mood, error) => {
      await fixtures.arrange(mood);

      const sent = await create().send(message);

      expect(sent).toMatchObject({ ok: false, error });
      expect(JSON.stringify(sent)).not.toMatch(/Nguyễn|H01/);
      expect(fixtures.limitFaults()).toEqual([]);
    },
  );
}

function describeCapabilities({ capabilities }: Channel): void {
  it('has a capability row that a renderer can work with', () => {
    expect(capabilities.maxTextChars).toBeGreaterThanOrEqual(1);
    expect(capabilities.maxButtons).toBeGreaterThanOrEqual(0);
    expect(capabilities.sendsPerSecond).toBeGreaterThan(0);
    expect(capabilities.sendsPerSecondPerChat ?? 1).toBeGreaterThan(0);
    expect(capabilities.replyWindowHours ?? 1).toBeGreaterThan(0);
    if (capabilities.maxButtons > 0) {
      expect(capabilities.maxButtonLabelChars).toBeGreaterThanOrEqual(10);
      expect(capabilities.maxButtonIdBytes).toBeGreaterThanOrEqual(16);
    }
  });
}

function ids(received: Result<readonly InboundEvent[], unknown>): string[] {
  return received.ok ? received.value.map(({ eventId }) => eventId) : [];
}
