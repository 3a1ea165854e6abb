import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CitizenEntry, ConversationEntry, WardEntry } from '../../../src/contracts/web-chat.ts';
import { createConversation, keyOf, type PendingEntry, pickedChoices } from './conversation.ts';

const ward = (id: number, at: number, choices: WardEntry['choices'] = []): WardEntry => ({
  from: 'ward',
  id,
  at,
  text: `tin ${id}`,
  choices,
  links: [],
});
const citizen = (id: string, at: number, content: CitizenEntry['content'] = { kind: 'text', text: id }) =>
  ({ from: 'citizen', id, at, content }) as const;
const pending = (id: string): PendingEntry => ({
  from: 'pending',
  id,
  content: { kind: 'text', text: id },
  createdAt: 0,
  state: 'sending',
});

describe('the conversation on the page', () => {
  it('is the same however often and in whatever order its entries come', () => {
    const all: ConversationEntry[] = [];
    for (let turn = 1; turn <= 5; turn += 1)
      all.push(citizen(`hỏi ${turn}`, turn * 10), ward(turn, turn * 10));
    const arrivals = fc
      .tuple(fc.shuffledSubarray(all, { minLength: all.length }), fc.array(fc.constantFrom(...all)))
      .map(([order, repeats]) => [...order, ...repeats]);
    fc.assert(
      fc.property(arrivals, (entries) => {
        const conversation = createConversation();
        for (const entry of entries) conversation.take([entry]);
        expect(conversation.lines([])).toEqual(all);
        expect(conversation.lastWardId()).toBe(5);
      }),
      { seed: 5 },
    );
  });

  it('knows what is new', () => {
    const conversation = createConversation();

    expect(conversation.hear(ward(1, 1))).toBe(true);
    expect(conversation.hear(ward(1, 1))).toBe(false);
  });

  it.each([
    ['ahead', 9_000],
    ['behind', 10],
  ])('keeps question and answer in order when one clock runs %s', (_name, questionAt) => {
    const conversation = createConversation();
    conversation.take([citizen('hỏi 1', 900), ward(1, 1_000)]);

    const sentAt = conversation.moment();
    const isAnswered = conversation.accept(citizen('hỏi 2', questionAt), sentAt);
    conversation.hear(ward(2, 1_100));

    expect(isAnswered).toBe(false);
    expect(conversation.lines([]).map(keyOf)).toEqual(['chỏi 1', 'w1', 'chỏi 2', 'w2']);
  });

  it('puts an answer that overtook its own acknowledgement below the question', () => {
    const conversation = createConversation();
    const sentAt = conversation.moment();
    conversation.hear(ward(1, 500));

    const isAnswered = conversation.accept(citizen('hỏi', 9_000), sentAt);

    expect(isAnswered).toBe(true);
    expect(conversation.lines([]).map(keyOf)).toEqual(['chỏi', 'w1']);
  });

  it('puts what is not sent yet at the end, and once it is stored shows it once', () => {
    const conversation = createConversation();
    conversation.take([ward(1, 1), citizen('a', 2)]);

    const keys = conversation.lines([pending('a'), pending('b')]).map(keyOf);

    expect(keys).toEqual(['w1', 'ca', 'cb']);
  });

  it('moves a message to its true time when the server knows better', () => {
    const conversation = createConversation();
    conversation.take([citizen('a', 30), ward(1, 20)]);

    conversation.take([citizen('a', 10)]);

    expect(conversation.lines([]).map(keyOf)).toEqual(['ca', 'w1']);
  });

  it('marks a pressed button on the nearest message above that offers it', () => {
    const choices = [{ id: 'yes', label: 'Có' }];
    const lines = [
      ward(1, 1, choices),
      ward(2, 2, choices),
      citizen('a', 3, { kind: 'choice', choiceId: 'yes', label: 'Có' }),
      ward(3, 4, choices),
      citizen('b', 5, { kind: 'choice', choiceId: 'gone' }),
    ];

    expect([...pickedChoices(lines)]).toEqual([[2, 'yes']]);
  });
});
