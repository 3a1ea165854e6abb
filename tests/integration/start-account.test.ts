import { describe, expect, it } from 'vitest';
import type { Channel, SendError } from '../../src/channels/channel.ts';
import { startAccount } from '../../src/composition/start-account.ts';
import { accountId, wardId } from '../../src/core/ids.ts';
import { err, ok, type Result } from '../../src/core/result.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { until } from '../support/pipeline.ts';

/** A channel whose platform answers a set-up with these, one after the other. */
function start(answers: (Result<void, SendError> | 'never')[]) {
  const seen = { setUps: 0, polls: 0 };
  const channel = {
    id: 'telegram',
    async setUp() {
      const answer = answers[seen.setUps++] ?? ok(undefined);
      return answer === 'never' ? new Promise(() => undefined) : answer;
    },
    poll: async () => void seen.polls++,
  } as unknown as Channel;
  const stopping = new AbortController();
  const house = { log: createLogger('silent'), intake: { accept: async () => undefined } };
  const account = {
    id: accountId(1),
    wardId: wardId(1),
    externalId: 'bot',
    settings: {},
    bucket: '1',
    channel,
    sendsPerSecond: 30,
  };
  const ended = startAccount(house as never, account, stopping.signal);
  return { seen, stopping, ended };
}

const away: SendError = { code: 'unreachable', provablyUnsent: true };

describe('an account at the start', () => {
  it('is set up again when the platform was away, and polls meanwhile', async () => {
    const { seen, ended } = start([err(away), ok(undefined)]);

    await ended;
    expect(seen).toEqual({ setUps: 1, polls: 1 });
    await until(() => seen.setUps === 2 || null);
  });

  it('is not set up again when the platform refused', async () => {
    const { seen, ended } = start([err({ code: 'rejected', provablyUnsent: true })]);

    await ended;
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(seen.setUps).toBe(1);
  });

  it('does not hold up a stop while the platform does not answer', async () => {
    const { stopping, ended } = start(['never']);

    stopping.abort();

    await ended;
  });
});
