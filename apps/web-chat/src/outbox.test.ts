import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Outcome } from './api.ts';
import type { PendingEntry } from './conversation.ts';
import { Outbox } from './outbox.ts';
import type { OutboxStore } from './outbox-store.ts';

const accepted: Outcome = { kind: 'accepted', accepted: { accepted: true, at: 1 } };
const text = (words: string) => ({ kind: 'text', text: words }) as const;

function memoryStore(kept: readonly PendingEntry[] = []): OutboxStore & { rows: Map<string, PendingEntry> } {
  const rows = new Map(kept.map((entry) => [entry.id, entry]));
  return {
    rows,
    all: async () => [...rows.values()],
    put: async (entry) => void rows.set(entry.id, entry),
    remove: async (id) => void rows.delete(id),
    clear: async () => rows.clear(),
  };
}

/** An outbox whose server gives the listed answers, then accepts. */
function anOutbox(answers: readonly Outcome[] = [], store = memoryStore()) {
  const queue = [...answers];
  const sent: string[] = [];
  const arrived: { id: string; isUncertain: boolean }[] = [];
  const told: string[] = [];
  const network = { isOnline: true };
  let ids = 0;
  const outbox = new Outbox({
    store,
    deliver: async ({ id }) => {
      sent.push(id);
      return queue.shift() ?? accepted;
    },
    newId: () => {
      ids += 1;
      return `m${ids}`;
    },
    isOnline: () => network.isOnline,
    onChange: () => undefined,
    onAccepted: ({ id }, _, isUncertain) => arrived.push({ id, isUncertain }),
    onSlowDown: (code) => told.push(code),
  });
  const states = () => outbox.entries.map(({ id, state }) => `${id} ${state}`);
  return { outbox, store, sent, arrived, told, network, states };
}

describe('the outbox', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());
  const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

  it('sends one at a time in the order in which they were written', async () => {
    const { outbox, sent, arrived, store } = anOutbox();

    for (const words of ['a', 'b', 'c']) outbox.add(text(words));
    await settle();

    expect(sent).toEqual(['m1', 'm2', 'm3']);
    expect(arrived.map(({ id }) => id)).toEqual(sent);
    expect([outbox.entries, store.rows.size]).toEqual([[], 0]);
  });

  it('keeps the order when the line breaks, tries again by itself, and with the same id', async () => {
    const { outbox, sent, arrived, states } = anOutbox([{ kind: 'later' }, { kind: 'later' }]);
    outbox.add(text('a'));
    outbox.add(text('b'));
    await settle();
    expect(states()).toEqual(['m1 failed', 'm2 failed']);

    await settle(10_000);

    expect(sent).toEqual(['m1', 'm1', 'm1', 'm2']);
    expect(arrived).toEqual([
      { id: 'm1', isUncertain: true },
      { id: 'm2', isUncertain: false },
    ]);
  });

  it('waits for the network and says so, and sends once when it is back', async () => {
    const { outbox, network, sent, states } = anOutbox();
    network.isOnline = false;
    outbox.add(text('a'));
    await settle(60_000);
    expect([sent, states()]).toEqual([[], ['m1 waiting']]);

    network.isOnline = true;
    outbox.retryNow();
    outbox.retryNow();
    await settle();

    expect(sent).toEqual(['m1']);
  });

  it('keeps silent as long as the server asks, whatever is written meanwhile', async () => {
    const { outbox, sent, told } = anOutbox([{ kind: 'later', code: 'slow_down', retryAfterMs: 8_000 }]);
    outbox.add(text('a'));
    await settle(2_000);
    outbox.add(text('b'));
    outbox.retryNow();
    await settle(5_000);
    expect([sent, told]).toEqual([['m1'], ['slow_down']]);

    await settle(2_000);

    expect(sent).toEqual(['m1', 'm1', 'm2']);
  });

  it('shows what was refused for good and goes on with the next', async () => {
    const { outbox, store, states, arrived } = anOutbox([{ kind: 'refused', code: 'not_a_photo' }]);
    outbox.add(text('a'));
    outbox.add(text('b'));
    await settle();

    expect(states()).toEqual(['m1 refused']);
    expect(arrived.map(({ id }) => id)).toEqual(['m2']);
    expect(store.rows.size).toBe(0);
    outbox.discard('m1');
    expect(states()).toEqual([]);
  });

  it('after a reload sends what was left over, but not what turned out to be stored', async () => {
    const left = (id: string): PendingEntry => ({
      ...{ from: 'pending', id, content: text(id), createdAt: 1, state: 'sending' },
    });
    const { outbox, sent, arrived, store } = anOutbox([], memoryStore([left('old1'), left('old2')]));

    await outbox.restore((id) => id === 'old1');
    await settle();

    expect(sent).toEqual(['old2']);
    expect(arrived).toEqual([{ id: 'old2', isUncertain: true }]);
    expect(store.rows.size).toBe(0);
  });
});
