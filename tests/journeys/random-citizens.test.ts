import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeFaults } from '../../src/catalog/flows/faults.ts';
import { loadFlowBook } from '../../src/catalog/flows/load-flow-book.ts';
import { readYaml } from '../../src/catalog/flows/yaml-file.ts';
import type { InboundContent } from '../../src/core/message.ts';
import type { Value, Values } from '../../src/core/value.ts';
import { advance, type Effect, type Turn } from '../../src/engine/engine.ts';
import type { Session } from '../../src/engine/session.ts';
import { matchExactly } from '../../src/engine/understand/choices.ts';
import { tokenize } from '../../src/engine/understand/tokens.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const loaded = loadFlowBook(root);
if (!loaded.ok) throw new Error(describeFaults(loaded.error.faults));
const book = loaded.value;

/** Words that lead somewhere, so that random citizens get deep into the flows. */
const meaningful = ['vi', 'en'].flatMap((language) => {
  const file = readYaml(`${root}content/${language}/shared/commands.yaml`, language);
  return JSON.stringify(file.data).match(/(?<=")[^"]{1,60}(?=")/g) ?? [];
});
const labels = book.current.flatMap(({ words }) =>
  [words.vi, words.en].flatMap(({ steps }) =>
    Object.values(steps).flatMap(({ options }) => Object.values(options ?? {})),
  ),
);

const zalgo = fc.array(fc.constantFrom('\u0300', '\u0323', '\u0489', '\u20dd', 'a', 'ế'), { maxLength: 300 });
const text = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...meaningful) },
  { weight: 3, arbitrary: fc.constantFrom(...labels) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('1', '2', '9', 'H29.137-250701-0001', '1234', 'phường 12', 'có', 'không'),
  },
  fc.tuple(fc.constantFrom(...meaningful), fc.constantFrom(...meaningful)).map((pair) => pair.join(' ')),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  zalgo.map((marks) => marks.join('')),
  fc.constantFrom(
    '',
    ' ',
    '\0\0\0',
    '\u202e\u200fabc',
    '\ud800',
    'x'.repeat(10_000),
    'đ '.repeat(5_000),
    '?',
    '🙂',
    '{{text}}',
  ),
  fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty'),
);
const file = fc.record({ id: fc.string({ maxLength: 20 }) }, { requiredKeys: ['id'] });
const content: fc.Arbitrary<InboundContent> = fc.oneof(
  { weight: 12, arbitrary: text.map((typed): InboundContent => ({ kind: 'text', text: typed })) },
  fc
    .constantFrom('menu', 'nope:1', '__proto__', ':', '')
    .map((choiceId): InboundContent => ({ kind: 'choice', choiceId })),
  fc.record({ kind: fc.constantFrom('photo' as const, 'file' as const), file, caption: text }),
  fc.record({ kind: fc.constant('location' as const), latitude: fc.double(), longitude: fc.double() }),
  fc.record({ kind: fc.constant('contact' as const), phone: text, own: fc.boolean() }),
  fc.constantFrom<InboundContent>(
    { kind: 'sticker' },
    { kind: 'voice' },
    { kind: 'edited' },
    { kind: 'start' },
  ),
  text.map((source): InboundContent => ({ kind: 'start', source })),
  text.map((typed): InboundContent => ({ kind: 'edited', text: typed })),
  fc.constantFrom<InboundContent>(
    { kind: 'blocked' },
    { kind: 'unblocked' },
    { kind: 'receipt', vendorMessageId: 'x', state: 'seen' },
    { kind: 'unknown', vendorType: 'poll', expectsAnswer: true },
    { kind: 'unknown', vendorType: 'typing', expectsAnswer: false },
  ),
);

interface Act {
  readonly content: InboundContent;
  /** Presses this one of the offered buttons instead, when there are any. */
  readonly press: number | null;
  readonly waitMinutes: number;
  /** Which outcome each call has: an index into the declared ones, or something undeclared. */
  readonly luck: readonly number[];
  readonly garbage: Value;
}
const act: fc.Arbitrary<Act> = fc.record({
  content,
  press: fc.option(fc.nat(9), { freq: 3 }),
  waitMinutes: fc.constantFrom(0, 1, 60, 1_500, 20_000),
  luck: fc.array(fc.nat(6), { minLength: 1, maxLength: 6 }),
  garbage: fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Value>,
});

const expectsAnswer = (sent: InboundContent): boolean =>
  sent.kind === 'unknown' ? sent.expectsAnswer : !['receipt', 'blocked', 'unblocked'].includes(sent.kind);

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}

function resultOf(ability: string, luck: number, garbage: Value): { outcome: string; values: Values } {
  const outcomes = Object.entries(book.abilities[ability]?.outcomes ?? {});
  const [outcome, types] = outcomes[luck] ?? ['no such outcome', {}];
  const values: Record<string, Value> = { stray: garbage };
  for (const [name, type] of Object.entries(types)) {
    if (luck % 2 === 1) values[name] = garbage;
    else if (type.startsWith('number')) values[name] = 5;
    else if (type.startsWith('text')) values[name] = `giá trị ${name}`;
    else
      values[name] = [
        { id: 'a', label: 'Một', url: 'https://a.vn' },
        { id: 'b', label: 'Hai', url: 'https://b.vn' },
        garbage,
      ];
  }
  return { outcome, values };
}

/** Plays one act as a host would; every session handed in is frozen, so a change to it throws. */
function play(session: Session | null, at: number, { content: sent, press, luck, garbage }: Act) {
  const offered = session?.asked?.offered ?? [];
  const pressed = press === null ? undefined : offered[press];
  const inbound: InboundContent = pressed ? { kind: 'choice', choiceId: pressed.id } : sent;
  let turn: Turn = advance(book, session, { kind: 'inbound', at, content: inbound });
  const effects: Effect[] = [...turn.effects];
  let calls = 0;
  for (let call = turn.effects.at(-1); call?.kind === 'call'; call = turn.effects.at(-1)) {
    const { ability } = call;
    expect(turn.effects.filter(({ kind }) => kind === 'call')).toHaveLength(1);
    const result = resultOf(ability, luck[calls % luck.length] ?? 0, garbage);
    turn = advance(book, deepFreeze(turn.session), { kind: 'call_result', at, ability, ...result });
    effects.push(...turn.effects);
    calls += 1;
    expect(calls).toBeLessThan(20);
  }
  return {
    turn,
    said: effects.flatMap((effect) => (effect.kind === 'say' ? [effect.message] : [])),
    inbound,
  };
}

describe('random citizens with unlucky abilities', () => {
  it('always get exactly one sensible message, from a session that stays small JSON', () => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 1, maxLength: 25 }), (acts) => {
        let session: Session | null = null;
        let at = Date.UTC(2026, 10, 23);
        for (const one of acts) {
          at += one.waitMinutes * 60_000;
          const { turn, said, inbound }: ReturnType<typeof play> = play(session, at, one);
          expect(said).toHaveLength(expectsAnswer(inbound) ? 1 : 0);
          for (const { text: words, choices } of said) {
            expect(words.trim()).not.toBe('');
            expect(new Set(choices.map(({ id }) => id)).size).toBe(choices.length);
            for (const { id, label } of choices) {
              expect(Buffer.byteLength(id)).toBeLessThanOrEqual(64);
              expect(label).not.toBe('');
            }
          }
          const stored = JSON.stringify(turn.session);
          expect(JSON.parse(stored)).toEqual(turn.session);
          expect(stored.length).toBeLessThan(60_000);
          expect(turn.session.waiting).toBeNull();
          session = deepFreeze(turn.session);
        }
      }),
      { numRuns: 300, seed: 20261122 },
    );
  });

  it('can pick every offered choice by its number', () => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 1, maxLength: 10 }), (acts) => {
        let session: Session | null = null;
        for (const [index, one] of acts.entries()) {
          session = play(session, Date.UTC(2026, 10, 23) + index, one).turn.session;
          const offered = session.asked?.offered ?? [];
          offered.forEach((_, place) => {
            expect(matchExactly(book.lexicon, offered, tokenize(String(place + 1)))).toEqual({
              kind: 'one',
              at: place,
            });
          });
        }
      }),
      { numRuns: 100, seed: 20261122 },
    );
  });

  it('are answered even when the stored session is of another kind', () => {
    fc.assert(
      fc.property(fc.jsonValue(), text, (stored, typed) => {
        const event = { kind: 'inbound', at: 1, content: { kind: 'text', text: typed } } as const;
        expect(advance(book, stored as unknown as Session, event).effects.length).toBeGreaterThan(0);
      }),
      { numRuns: 200, seed: 20261122 },
    );
  });
});
