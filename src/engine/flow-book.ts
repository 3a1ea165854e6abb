import type { AnswerRule } from '../core/answer-rule.ts';
import type { Language } from '../core/message.ts';
import type { Flow, FlowWords, Refs } from './flow.ts';
import type { Lexicon } from './lexicon.ts';
import type { SharedKey } from './shared-words.ts';

/** One version of one flow with its words: plain JSON, safe to keep in the database. */
export interface FlowBundle {
  readonly id: string;
  /** Hash of the definition and its words in both languages. */
  readonly version: string;
  readonly flow: Flow;
  readonly words: Readonly<Record<Language, FlowWords>>;
}

/** Everything the engine needs to know; built by the catalog, never changed afterwards. */
export interface FlowBook {
  /** The flow that greets: start, restart, and whatever cannot be continued. */
  readonly entry: string;
  /** Without a version: the current one. `undefined` = unknown; the engine then restarts politely. */
  find(flowId: string, version?: string): FlowBundle | undefined;
  readonly current: readonly FlowBundle[];
  readonly routes: Routes;
  readonly abilities: Readonly<Record<string, Ability>>;
  readonly rules: Readonly<Record<string, AnswerRule>>;
  /** Sentences said in any state, by key. */
  readonly shared: Readonly<Record<Language, Readonly<Record<SharedKey, string>>>>;
  /** Words understood in any state, of both languages, compiled. */
  readonly lexicon: Lexicon;
  /** Values that every text may name, such as the ward's name: `{{ward}}`. */
  readonly facts: Readonly<Record<Language, Readonly<Record<string, string>>>>;
}

/** `flows/book.yaml`: where the conversation goes from anywhere. */
export interface Routes {
  readonly entry: string;
  readonly menu: FlowCall;
  /** Names that flows may remember across flows. */
  readonly memory: readonly string[];
  /** Names that the host supplies for every text, such as the ward's name. */
  readonly facts: readonly string[];
  /** Answers whatever nothing else understands; `unkept` is given as true where nothing may be kept of it. */
  readonly question: FlowStart & { readonly unkept: string };
  /** Asks "continue or start again?" after a long silence; gets `title`, and `end: done` continues. */
  readonly resume: { readonly flow: string; readonly afterHours: number };
  /** Runs when the conversation is opened with a campaign code. */
  readonly source: FlowStart;
  /** Runs when a photo or file comes and no question takes it; `caption` is the name for what is written below. */
  readonly photo: FlowStart & { readonly caption: string };
  /** Runs when a place comes and no question takes it. */
  readonly location: FlowStart;
  /** Remembered names that count only for so many minutes of silence. */
  readonly fleeting: { readonly names: readonly string[]; readonly minutes: number };
  /** Understood before an answer is read. */
  readonly commands: Readonly<Record<string, Command>>;
  /** Understood when the open question cannot use the text. */
  readonly shortcuts: Readonly<Record<string, FlowCall>>;
  /** Short questions about what was answered last; `needs` is the remembered name that must be there. */
  readonly followUps: {
    readonly needs: string;
    readonly routes: Readonly<Record<string, FlowCall>>;
    /** When nothing is remembered, by the name of the follow-up or `any`. */
    readonly otherwise: Readonly<Record<string, FlowCall>>;
  };
  /**
   * A text that satisfies the rule as a whole starts the flow with the rule's value. With `needs`, it does so before
   * anything else at rest, where that name is remembered.
   */
  readonly patterns: readonly (FlowStart & { readonly rule: string; readonly needs?: string | undefined })[];
  /** `say` answers first and goes on; otherwise the flow is started. */
  readonly alerts: Readonly<Record<string, Alert>>;
  /** Flows that a citizen can begin and finish while an officer talks: rights that the law gives at any time. */
  readonly withOfficer: readonly string[];
}

/** A flow, and the name under which it gets what the citizen sent. */
export interface FlowStart {
  readonly flow: string;
  readonly save: string;
}
export interface FlowCall {
  readonly flow: string;
  readonly with: Refs;
  /** Also comes back to a resting question. */
  readonly keep: boolean;
}
export type Command = { readonly do: 'menu' | 'back' | 'cancel' | 'help' | 'restart' } | FlowCall;
/**
 * With `unlessQuestion`, a question that has the words is answered as a question. With `save`, the flow gets what was
 * written.
 */
export type Alert = (
  | { readonly say: SharedKey }
  | (FlowCall & { readonly unlessQuestion: boolean; readonly save?: string | undefined })
) & {
  /** Heard by a rule instead of a list of phrases. */
  readonly rule?: string | undefined;
};

/** `flows/abilities.yaml`: what the host can do for a flow. */
export interface Ability {
  readonly does: string;
  readonly args: Readonly<Record<string, ValueType>>;
  readonly outcomes: Readonly<Record<string, Readonly<Record<string, ValueType>>>>;
}
/** A `?` at the end means that the value may be missing. */
export type ValueType = `${'text' | 'number' | 'options' | 'links' | 'file' | 'place'}${'' | '?'}`;
