import type { InboundContent, Language, Link } from '../core/message.ts';
import type { Value, Values } from '../core/value.ts';
import type { FlowBook } from './flow-book.ts';
import type { Asked, Frame, Session, Snapshot } from './session.ts';
import type { SharedKey } from './shared-words.ts';
import type { Effect, Trace, Turn } from './turn.ts';
import { fill } from './values.ts';

/** One turn under way: the only mutable thing in the engine, made from a session and closed into one. */
export interface Talk {
  readonly book: FlowBook;
  readonly trace: Trace | undefined;
  language: Language;
  /** Frames are replaced, never changed: the session that came in stays as it was. */
  stack: Frame[];
  asked: Asked | null;
  history: Snapshot[];
  memory: Values;
  lastEventAt: number;
  misses: number;
  away: Session['away'];
  /** What the citizen said before "continue or restart?", to be read again as an answer. */
  replay: InboundContent | null;
  keys: string[];
  texts: string[];
  /** In the places of `texts`; null where a text has no short wording. */
  briefs: (string | null)[];
  links: Link[];
  request: 'location' | 'contact' | null;
  marks: string[];
  call: { readonly ability: string; readonly args: Values } | null;
  calls: number;
  photoAt: number | undefined;
  hushed: boolean;
  /** The photo above the words that are heard now. */
  photo: Value;
}

export function openTalk(book: FlowBook, session: Session | null, trace: Trace | undefined): Talk {
  const said = session?.waiting?.said;
  return {
    book,
    trace,
    language: session?.language ?? 'vi',
    stack: [...(session?.stack ?? [])],
    asked: session?.asked ?? null,
    history: [...(session?.history ?? [])],
    memory: session?.memory ?? {},
    lastEventAt: session?.lastEventAt ?? 0,
    misses: session?.misses ?? 0,
    away: session?.away ?? null,
    replay: null,
    keys: [...(said?.keys ?? [])],
    texts: [...(said?.texts ?? [])],
    briefs: [...(said?.briefs ?? said?.texts.map(() => null) ?? [])],
    links: [...(said?.links ?? [])],
    request: null,
    marks: [],
    call: null,
    calls: session?.waiting?.calls ?? 0,
    photoAt: session?.photoAt,
    hushed: session?.waiting ? (session.hushed ?? false) : false,
    photo: null,
  };
}

/** Adds a sentence; several of one turn go out as one message. */
export function say(talk: Talk, key: string, said: Sentence): void {
  talk.keys.push(key);
  talk.texts.push(said.text);
  talk.briefs.push(said.brief ?? null);
  talk.links.push(...(said.links ?? []));
}

interface Sentence {
  readonly text: string;
  readonly brief?: string;
  readonly links?: readonly Link[];
}

export function sayShared(talk: Talk, key: SharedKey, values: Readonly<Record<string, Value>> = {}): void {
  const text = sharedText(talk, key, values);
  // Where every piece costs money nobody introduces himself.
  say(talk, `shared.${key}`, key === 'first_hello' ? { text, brief: '' } : { text });
}

function sharedText(talk: Talk, key: SharedKey, values: Readonly<Record<string, Value>> = {}): string {
  const { book, language, memory } = talk;
  const scope = { vars: values, memory, facts: book.facts[language], interrupting: false };
  return fill(scope, book.shared[language][key]);
}

export function closeTalk(talk: Talk): Turn {
  const effects: Effect[] = talk.marks.map((name) => ({ kind: 'mark', name }));
  if (talk.call) effects.push({ kind: 'call', ...talk.call });
  else if (talk.keys.length > 0 && !talk.hushed) effects.push(spoken(talk));
  return { session: toSession(talk), effects };
}

function spoken(talk: Talk): Effect {
  settleGreeting(talk);
  const choices = talk.asked?.offered.map(({ id, label }) => ({ id, label })) ?? [];
  return {
    kind: 'say',
    key: talk.keys.join('+'),
    message: {
      text: talk.texts.filter((text) => text.trim() !== '').join('\n\n'),
      ...briefly(talk),
      choices,
      ...(talk.links.length > 0 ? { links: talk.links } : {}),
      ...(talk.request ? { request: talk.request } : {}),
    },
  };
}

function briefly({ texts, briefs }: Talk): { brief?: string } {
  if (briefs.every((brief) => brief === null)) return {};
  const parts = texts.map((text, at) => briefs[at] ?? text).filter((part) => part.trim() !== '');
  return { brief: parts.join('\n') };
}

/**
 * The entry flow introduces itself, and an emergency leaves no time for it: no short introduction then. Else
 * it is said in the language that is spoken by now.
 */
function settleGreeting(talk: Talk): void {
  const at = talk.keys.indexOf('shared.first_hello');
  const isUnfit = (key: string) => key.startsWith(`${talk.book.entry}.`) || key === 'shared.emergency';
  if (at < 0) return;
  if (talk.keys.some(isUnfit)) {
    talk.keys.splice(at, 1);
    talk.texts.splice(at, 1);
    talk.briefs.splice(at, 1);
  } else talk.texts[at] = sharedText(talk, 'first_hello');
}

function toSession(talk: Talk): Session {
  const { language, stack, asked, history, memory, lastEventAt, misses, away, call, calls } = talk;
  const said = { keys: talk.keys, texts: talk.texts, briefs: talk.briefs, links: talk.links };
  return {
    spec: 1,
    language,
    stack,
    asked: call ? null : asked,
    waiting: call ? { ability: call.ability, calls, said } : null,
    history,
    memory,
    lastEventAt,
    misses,
    away,
    ...(talk.photoAt === undefined ? {} : { photoAt: talk.photoAt }),
    ...(talk.call && talk.hushed ? { hushed: true } : {}),
  };
}
