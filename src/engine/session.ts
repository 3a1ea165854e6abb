import type { Choice, InboundContent, Language } from '../core/message.ts';
import type { Values } from '../core/value.ts';

/** Where one citizen is in the conversation: plain JSON, opaque to the host, stored after every turn. */
export interface Session {
  readonly spec: 1;
  readonly language: Language;
  /** The running flows, outermost first; empty when nothing is going on. */
  readonly stack: readonly Frame[];
  /** The question that waits for an answer. */
  readonly asked: Asked | null;
  /** The ability that was called and has not answered yet. */
  readonly waiting: Waiting | null;
  /** Earlier questions, newest last, for "back", corrections and buttons of older messages. */
  readonly history: readonly Snapshot[];
  /** What flows remember across flows: the last procedure, consent … */
  readonly memory: Values;
  /** Milliseconds since the epoch of the citizen's last message. */
  readonly lastEventAt: number;
  /** Answers in a row that could not be understood. */
  readonly misses: number;
  /** Came back after a long silence in the middle of a flow; `held` is what was said then. */
  readonly away: { readonly held: InboundContent | null } | null;
  /** When the last photo came: the pictures of an album are answered together. */
  readonly photoAt?: number;
  /** What is under way is one more picture of an album, and answered already. */
  readonly hushed?: boolean;
}

/** One running flow, pinned to the version it began with. */
export interface Frame {
  readonly flowId: string;
  readonly version: string;
  readonly step: string;
  readonly vars: Values;
  /** True when it answers something asked in the middle of the flow below. */
  readonly interrupting: boolean;
  /** Names to forget after the next call. */
  readonly sensitive: readonly string[];
}

export interface Asked {
  /** Short tag in front of every button id, so that an older button is recognised. */
  readonly tag: string;
  readonly offered: readonly Offered[];
}

/** One choice as it was shown, in this order; `value` is what a flow saves. */
export interface Offered extends Choice {
  readonly value: string;
}

/** A question that was answered or left; its choices can be worked out again. */
export interface Snapshot {
  readonly stack: readonly Frame[];
  readonly tag: string;
}

export interface Waiting {
  readonly ability: string;
  /** Calls made since the citizen's message. */
  readonly calls: number;
  /** What was said before the call; goes out with the answer, in one message. */
  readonly said: Spoken;
}

export interface Spoken {
  readonly keys: readonly string[];
  readonly texts: readonly string[];
  readonly briefs?: readonly (string | null)[];
  readonly links: readonly { readonly label: string; readonly url: string }[];
}

export const newSession = (): Session => ({
  spec: 1,
  language: 'vi',
  stack: [],
  asked: null,
  waiting: null,
  history: [],
  memory: {},
  lastEventAt: 0,
  misses: 0,
  away: null,
});

/** A session of another version of this program is not read. */
export function isSession(session: Session | null): session is Session {
  return session?.spec === 1 && Array.isArray(session.stack) && Array.isArray(session.history);
}
