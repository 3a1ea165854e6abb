import { z } from 'zod';
import type { InboundContent, SpokenMessage } from '../../src/core/message.ts';
import type { Value, Values } from '../../src/core/value.ts';
import { advance, type Effect, type Turn } from '../../src/engine/engine.ts';
import type { FlowBook } from '../../src/engine/flow-book.ts';
import type { Offered, Session } from '../../src/engine/session.ts';

const texts = z.union([z.string(), z.array(z.string())]).transform((one) => [one].flat());
const Call = z.strictObject({
  /** `search_knowledge: answer` */
  ability: z.string(),
  outcome: z.string(),
  with: z.record(z.string(), z.unknown()).optional(),
  gives: z.record(z.string(), z.unknown()).optional(),
});

/** One citizen's message and what must come of it. */
const JourneyTurn = z.strictObject({
  say: z.string().optional(),
  /** The button of an offered choice, by the value that the flow saves. */
  press: z.string().optional(),
  /** A button of an earlier question, by the number of the turn that put it. */
  old: z.strictObject({ turn: z.number(), choice: z.string() }).optional(),
  /** A button of a message long gone. */
  stale: z.strictObject({ id: z.string(), label: z.string().optional() }).optional(),
  sends: z
    .enum(['photo', 'file', 'location', 'contact', 'other_contact', 'sticker', 'voice', 'unknown', 'edited'])
    .optional(),
  caption: z.string().optional(),
  edited: z.string().optional(),
  start: z.string().optional(),
  after: z
    .string()
    .regex(/^\d+[mhd]$/)
    .optional(),
  /** Abilities called, in order; values that are not given are made up. */
  calls: z.array(Call).default([]),
  /** Keys of all sentences, in order. */
  hears: z.array(z.string()),
  /** Where the conversation stands afterwards; `~` = at rest. */
  at: z.string().nullable(),
  choices: z.array(z.string()).optional(),
  /** Pieces of the text or the labels. */
  text: texts.optional(),
  marks: z.array(z.string()).optional(),
  remembers: z.record(z.string(), z.unknown()).optional(),
});
export type JourneyTurn = z.infer<typeof JourneyTurn>;

export const Journey = z.strictObject({
  about: z.string(),
  turns: z.array(JourneyTurn).min(1),
});
export type Journey = z.infer<typeof Journey>;

export interface Played {
  readonly keys: readonly string[];
  readonly at: string | null;
  readonly choices: readonly string[];
  readonly message: SpokenMessage | null;
  readonly calls: readonly { readonly ability: string; readonly args: Values }[];
  readonly marks: readonly string[];
  readonly session: Session;
}

export interface Player {
  play(turn: JourneyTurn): Played;
}

const minute = 60_000;
const units = { m: minute, h: 60 * minute, d: 24 * 60 * minute } as const;

/** Plays turns as one citizen, with scripted abilities. */
export function createPlayer(book: FlowBook, edges: Set<string>): Player {
  let session: Session | null = null;
  const asked: (readonly Offered[])[] = [];
  let now = Date.UTC(2026, 10, 23, 2);
  return {
    play(turn) {
      now += turn.after ? durationOf(turn.after) : minute;
      const content = contentOf(turn, turn.old ? asked[turn.old.turn - 1] : session?.asked?.offered);
      const trace = (edge: string) => edges.add(edge);
      let step: Turn = advance(book, session, { kind: 'inbound', at: now, content }, trace);
      const effects: Effect[] = [...step.effects];
      const script = [...turn.calls];
      for (let call = step.effects.at(-1); call?.kind === 'call'; call = step.effects.at(-1)) {
        const scripted = script.shift();
        const { ability } = call;
        if (!scripted) throw new Error(`${ability} was called, and no result is scripted`);
        const { outcome } = scripted;
        const values = { ...madeUp(book, ability, outcome), ...(scripted.gives as Values | undefined) };
        step = advance(book, step.session, { kind: 'call_result', at: now, ability, outcome, values }, trace);
        effects.push(...step.effects);
      }
      session = step.session;
      asked.push(session.asked?.offered ?? []);
      return summarise(effects, session);
    },
  };
}

function summarise(effects: readonly Effect[], session: Session): Played {
  const said = effects.flatMap((effect) => (effect.kind === 'say' ? [effect] : []));
  const top = session.stack.at(-1);
  return {
    keys: said.flatMap(({ key }) => key.split('+')),
    at: top ? `${top.flowId}.${top.step}` : null,
    choices: session.asked?.offered.map(({ value }) => value) ?? [],
    message: said.at(-1)?.message ?? null,
    calls: effects.flatMap((effect) => (effect.kind === 'call' ? [effect] : [])),
    marks: effects.flatMap((effect) => (effect.kind === 'mark' ? [effect.name] : [])),
    session,
  };
}

const durationOf = (text: string): number =>
  Number(text.slice(0, -1)) * units[text.at(-1) as keyof typeof units];

const file = { id: 'file-1', mime: 'image/jpeg', bytes: 120_000 };
const sent: Readonly<Record<NonNullable<JourneyTurn['sends']>, InboundContent>> = {
  photo: { kind: 'photo', file },
  file: { kind: 'file', file },
  location: { kind: 'location', latitude: 10.77, longitude: 106.69 },
  contact: { kind: 'contact', phone: '84900000001', own: true },
  other_contact: { kind: 'contact', phone: '84900000002', own: false },
  sticker: { kind: 'sticker' },
  voice: { kind: 'voice' },
  unknown: { kind: 'unknown', vendorType: 'poll', expectsAnswer: true },
  edited: { kind: 'edited' },
};

function contentOf(turn: JourneyTurn, offered: readonly Offered[] | undefined): InboundContent {
  if (turn.say !== undefined) return { kind: 'text', text: turn.say };
  const pressed = turn.press ?? turn.old?.choice;
  if (pressed !== undefined) return { kind: 'choice', choiceId: choiceId(pressed, offered) };
  if (turn.stale) {
    const { id, label } = turn.stale;
    return { kind: 'choice', choiceId: id, ...(label === undefined ? {} : { label }) };
  }
  if (turn.edited !== undefined) return { kind: 'edited', text: turn.edited };
  if (turn.start !== undefined)
    return { kind: 'start', ...(turn.start === '' ? {} : { source: turn.start }) };
  if (turn.sends === undefined) throw new Error('a turn says, presses or sends something');
  const content = sent[turn.sends];
  return turn.caption !== undefined && 'file' in content ? { ...content, caption: turn.caption } : content;
}

function choiceId(value: string, offered: readonly Offered[] | undefined): string {
  const choice = offered?.find((one) => one.value === value);
  if (!choice) throw new Error(`"${value}" is not offered`);
  return choice.id;
}

/** Plausible values for an outcome, so that a journey names only those that matter. */
function madeUp(book: FlowBook, ability: string, outcome: string): Values {
  const values: Record<string, Value> = {};
  for (const [name, type] of Object.entries(book.abilities[ability]?.outcomes[outcome] ?? {})) {
    if (type.endsWith('?')) continue;
    if (type === 'number') values[name] = 15;
    else if (type === 'options')
      values[name] = [1, 2, 3].map((at) => ({ id: `id-${at}`, label: `Lựa chọn số ${at}` }));
    else if (type === 'text') values[name] = `(${ability} ${name})`;
  }
  return values;
}
