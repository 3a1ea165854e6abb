import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createBundle } from '../../src/catalog/flows/bundle.ts';
import { readStep } from '../../src/catalog/flows/flow.schema.ts';
import { createFlowBook } from '../../src/catalog/flows/flow-book.ts';
import { loadFlowBook } from '../../src/catalog/flows/load-flow-book.ts';
import type { InboundContent } from '../../src/core/message.ts';
import type { Value } from '../../src/core/value.ts';
import { advance, type Turn } from '../../src/engine/engine.ts';
import type { Step, StepWords } from '../../src/engine/flow.ts';
import type { FlowBook } from '../../src/engine/flow-book.ts';
import type { Session } from '../../src/engine/session.ts';

const loaded = loadFlowBook(fileURLToPath(new URL('../..', import.meta.url)));
if (!loaded.ok) throw new Error('the catalog has faults');
const product = loaded.value;

type RawSteps = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The product's book with one more flow, which greets. Every step says its own name. */
function bookWith(raw: RawSteps, vars: Record<string, Value> = {}, scratch: string[] = []): FlowBook {
  const steps: Record<string, Step> = {};
  const words: Record<string, StepWords> = {};
  for (const [id, step] of Object.entries(raw)) {
    const read = readStep(step);
    if (!read.ok) throw read.error;
    steps[id] = read.value;
    words[id] = {
      text: id,
      options: { yes: 'Có', no: 'Không' },
      errors: { invalid: 'chưa đúng', digits: 'chưa đủ số' },
    };
  }
  const [start = ''] = Object.keys(steps);
  const flow = { spec: 1 as const, id: 'kinds', start, params: [], vars, scratch, steps };
  const spoken = { title: 'Thử', steps: words };
  const current = [...product.current, createBundle(flow, { vi: spoken, en: spoken })];
  return createFlowBook({ ...product, entry: 'kinds', current }, []);
}

const send = (book: FlowBook, session: Session | null, content: InboundContent): Turn =>
  advance(book, session, { kind: 'inbound', at: 1_000, content });
const begin = (book: FlowBook): Session => send(book, null, { kind: 'start' }).session;
const say = (book: FlowBook, session: Session, text: string): Turn =>
  send(book, session, { kind: 'text', text });
const varsOf = ({ session }: Turn) => session.stack[0]?.vars;
const saidIn = ({ effects }: Turn): string =>
  effects.map((one) => (one.kind === 'say' ? one.message.text : '')).join('');
const wait = { ask: 'text', save: 'note', resting: true, next: 'wait' };
const file = { id: 'f1', mime: 'image/png', bytes: 5 };

describe('a question for a number', () => {
  const book = bookWith(
    { n: { ask: 'number', range: [1, 60], save: 'n', next: 'wait' }, wait },
    { n: 0, note: '' },
  );

  it.each([
    ['5', 5],
    ['5 ngày', 5],
    ['khoảng 60 ngày', 60],
  ])('takes %j', (typed, value) => {
    expect(varsOf(say(book, begin(book), typed))).toMatchObject({ n: value });
  });

  it.each(['0', '61', '-3', '2,5', '1.5', 'năm mươi', '99999999999999'])('refuses %j', (typed) => {
    const turn = say(book, begin(book), typed);

    expect(saidIn(turn)).toContain('chưa đúng');
    expect(varsOf(turn)).toMatchObject({ n: 0 });
  });
});

describe('a question for a place, a phone or a photo', () => {
  const asking = (ask: string) =>
    bookWith({ q: { ask, save: 'got', next: 'wait' }, wait }, { got: null, note: '' });

  it('asks with the button of the platform where there is one', () => {
    const turn = send(asking('location'), null, { kind: 'start' });

    expect(turn.effects).toContainEqual({
      kind: 'say',
      key: 'kinds.q',
      message: { text: 'q', choices: [], request: 'location' },
    });
  });

  it.each<[string, InboundContent, Value]>([
    [
      'location',
      { kind: 'location', latitude: 10.5, longitude: 106.5 },
      { latitude: 10.5, longitude: 106.5 },
    ],
    ['contact', { kind: 'contact', phone: '84900000001', own: true }, '84900000001'],
    ['photo', { kind: 'photo', file }, { ...file, name: null }],
    ['photo', { kind: 'file', file }, { ...file, name: null }],
  ])('saves a %s', (ask, content, value) => {
    const book = asking(ask);

    expect(varsOf(send(book, begin(book), content))).toMatchObject({ got: value });
  });

  it.each<[string, InboundContent]>([
    ['location', { kind: 'location', latitude: Number.NaN, longitude: 1 }],
    ['contact', { kind: 'contact', phone: '84900000002', own: false }],
    ['photo', { kind: 'sticker' }],
    ['location', { kind: 'photo', file }],
    ['location', { kind: 'text', text: 'nhà tôi' }],
  ])('a %s does not take %j, says so and still waits', (ask, content) => {
    const book = asking(ask);
    const turn = send(book, begin(book), content);

    expect(saidIn(turn)).not.toBe('');
    expect(varsOf(turn)).toMatchObject({ got: null });
    expect(turn.session.asked).not.toBeNull();
  });
});

describe('a secret answer', () => {
  const book = bookWith(
    {
      secret: { ask: 'text', rule: 'last_four', save: 'secret', sensitive: true, next: 'sure' },
      sure: { ask: 'confirm', yes: 'call', no: 'wait' },
      call: { call: 'opt_out', args: {}, outcomes: { done: 'wait' } },
      wait,
    },
    { secret: '', note: '' },
  );

  it('is kept until the call that needs it, and in no history', () => {
    const typed = say(book, begin(book), '9876').session;
    const called = say(book, typed, 'có').session;
    const done = advance(book, called, {
      kind: 'call_result',
      at: 1,
      ability: 'opt_out',
      outcome: 'done',
      values: {},
    });

    expect(JSON.stringify(typed)).toContain('9876');
    expect(JSON.stringify(called.history)).not.toContain('9876');
    expect(JSON.stringify(done.session)).not.toContain('9876');
  });
});

describe('a long text from an ability', () => {
  const book = bookWith(
    {
      call: { call: 'ward_contacts', outcomes: { shown: { save: ['text'], go: 'tell' } } },
      tell: { say: 'words', next: 'wait' },
      wait,
    },
    { note: '' },
    ['text'],
  );

  it('is not stored once it has been said', () => {
    const called = send(book, null, { kind: 'start' }).session;
    const text = 'địa chỉ '.repeat(500);
    const turn = advance(book, called, {
      kind: 'call_result',
      at: 1,
      ability: 'ward_contacts',
      outcome: 'shown',
      values: { text },
    });

    expect(JSON.stringify(turn.session).length).toBeLessThan(1_000);
  });
});

describe('a flow that never comes to rest', () => {
  it('is given up after a while when it calls for ever', () => {
    const book = bookWith({ call: { call: 'opt_in', outcomes: { done: 'call' } } });
    let turn = send(book, null, { kind: 'start' });
    let calls = 0;
    for (; turn.effects.at(-1)?.kind === 'call' && calls < 50; calls += 1) {
      turn = advance(book, turn.session, {
        kind: 'call_result',
        at: 1,
        ability: 'opt_in',
        outcome: 'done',
        values: {},
      });
    }

    expect(calls).toBeLessThan(20);
    expect(turn.effects.at(-1)).toMatchObject({ key: 'shared.failed' });
  });

  it('is given up at once when it walks in a circle or nests without end', () => {
    const circle = bookWith({ a: { decide: [{ go: 'b' }] }, b: { decide: [{ go: 'a' }] } });
    const nest = bookWith({ a: { flow: 'kinds', next: 'a' } });

    expect(saidIn(send(circle, null, { kind: 'start' }))).toContain('trục trặc');
    expect(saidIn(send(nest, null, { kind: 'start' }))).toContain('trục trặc');
  });
});

describe('conditions', () => {
  it.each([
    [{ greaterThan: ['n', 60] }, 61, 'yes'],
    [{ greaterThan: ['n', 60] }, 60, 'no'],
    [{ in: ['n', [1, 2]] }, 2, 'yes'],
    [{ in: ['n', [1, 2]] }, 3, 'no'],
    [{ equals: ['n', 4] }, 4, 'yes'],
    [{ set: 'n' }, 0, 'yes'],
    [{ set: 'n' }, '', 'no'],
    [{ set: 'n' }, [], 'no'],
    [{ set: 'memory.title' }, 1, 'no'],
  ])('%j with %j: %s', (when, n, step) => {
    const book = bookWith(
      { start: { decide: [{ when, go: 'yes' }, { go: 'no' }] }, yes: wait, no: wait, wait },
      { n, note: '' },
    );

    expect(begin(book).stack[0]?.step).toBe(step);
  });
});
