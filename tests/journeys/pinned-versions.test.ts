import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createBundle, parseBundle, serializeBundle } from '../../src/catalog/flows/bundle.ts';
import { createFlowBook, withFacts } from '../../src/catalog/flows/flow-book.ts';
import { loadFlowBook } from '../../src/catalog/flows/load-flow-book.ts';
import { advance, type Turn } from '../../src/engine/engine.ts';
import type { FlowBook, FlowBundle } from '../../src/engine/flow-book.ts';
import type { Session } from '../../src/engine/session.ts';

const loaded = loadFlowBook(fileURLToPath(new URL('../..', import.meta.url)));
if (!loaded.ok) throw new Error('the catalog has faults');
const book = loaded.value;
const bundleOf = (id: string): FlowBundle => {
  const bundle = book.find(id);
  if (!bundle) throw new Error(id);
  return bundle;
};

/** The book after a deployment that changed the words of one step. */
function deployed(id: string, step: string, text: string): FlowBook {
  const { flow, words } = bundleOf(id);
  const entry = words.vi.steps[step];
  const steps = { ...words.vi.steps, [step]: { ...entry, text } };
  const changed = createBundle(flow, { ...words, vi: { ...words.vi, steps } });
  const current = book.current.map((bundle) => (bundle.id === id ? changed : bundle));
  return createFlowBook({ ...book, current }, []);
}

const say = (on: FlowBook, session: Session | null, text: string): Turn =>
  advance(on, session, { kind: 'inbound', at: 1_000, content: { kind: 'text', text } });
const keyOf = (turn: Turn): string =>
  turn.effects.map((effect) => (effect.kind === 'say' ? effect.key : '')).join('');
const textOf = (turn: Turn): string =>
  turn.effects.map((effect) => (effect.kind === 'say' ? effect.message.text : '')).join('');

describe('a deployment in the middle of a conversation', () => {
  const { session } = say(book, null, 'gặp cán bộ');
  const after = deployed('officer', 'topic', 'Câu hỏi mới');

  it('gives the changed flow another version and leaves the others', () => {
    expect(after.find('officer')?.version).not.toBe(bundleOf('officer').version);
    expect(after.find('welcome')?.version).toBe(bundleOf('welcome').version);
  });

  it('lets the citizen finish in the old words while the old version is kept', () => {
    const kept = createFlowBook(after, [bundleOf('officer')]);

    const turn = say(kept, session, '?');

    expect(turn.session.stack.at(-1)?.version).toBe(bundleOf('officer').version);
    expect(textOf(turn)).not.toContain('Câu hỏi mới');
    expect(textOf(say(kept, null, 'gặp cán bộ'))).toContain('Câu hỏi mới');
  });

  it('begins again politely when the old version is gone', () => {
    const turn = say(after, session, 'về đất đai');

    expect(keyOf(turn)).toBe('shared.restarted+welcome.menu');
    expect(turn.session.stack).toMatchObject([{ flowId: 'welcome' }]);
  });

  it('answers a question at once although the old version is gone', () => {
    const turn = say(after, session, 'làm khai sinh ở đâu');

    expect(turn.effects.at(-1)).toMatchObject({ kind: 'call', ability: 'search_knowledge' });
  });

  it('forgets a way back that leads into a version that is gone', () => {
    const menu = say(book, session, 'menu').session;

    expect(keyOf(say(after, menu, 'quay lại'))).toContain('shared.no_back');
  });

  it('begins again when the whole flow is gone while an ability was called', () => {
    const calling = say(book, session, 'về đất đai').session;
    const without = createFlowBook(
      { ...book, current: book.current.filter(({ id }) => id !== 'officer') },
      [],
    );

    const turn = advance(without, calling, {
      kind: 'call_result',
      at: 2_000,
      ability: 'request_officer',
      outcome: 'recorded',
      values: { text: 'x' },
    });

    expect(keyOf(turn)).toBe('shared.failed');
  });
});

describe('a stored bundle', () => {
  it('comes back as it was', () => {
    for (const bundle of book.current) {
      expect(parseBundle(serializeBundle(bundle))).toEqual({ ok: true, value: bundle });
    }
  });

  it.each([
    ['', 'malformed'],
    ['null', 'malformed'],
    ['{"id":"x"}', 'malformed'],
    [serializeBundle(bundleOf('pay')).replace('"spec":1', '"spec":2'), 'other_spec'],
    [serializeBundle(bundleOf('pay')).replace('Trả bằng cách nào', 'Trả'), 'altered'],
  ])('is refused when it is another thing: %#', (text, error) => {
    expect(parseBundle(text)).toEqual({ ok: false, error });
  });
});

describe('a ward of its own', () => {
  it('is named in the words', () => {
    const ours = withFacts(book, { vi: { ward: 'Phường Gần Dân' } });

    expect(textOf(say(ours, null, 'hủy'))).toContain('Phường Gần Dân');
  });
});

describe('results that nobody waits for', () => {
  it('change nothing and say nothing', () => {
    const { session } = say(book, null, 'menu');
    const stray = { kind: 'call_result', at: 1, ability: 'opt_out', outcome: 'done', values: {} } as const;

    expect(advance(book, session, stray)).toEqual({ session, effects: [] });
    expect(advance(book, null, stray).effects).toEqual([]);
  });
});
