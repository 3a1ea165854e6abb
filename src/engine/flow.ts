import type { Value } from '../core/value.ts';

/** A flow as the engine runs it: `flows/<id>/flow.yaml`, read and checked by the catalog. */
export interface Flow {
  readonly spec: 1;
  readonly id: string;
  readonly start: string;
  /** Names that whoever starts the flow must give. */
  readonly params: readonly string[];
  /** Other names with their first values; may be given too. */
  readonly vars: Readonly<Record<string, Value>>;
  /** Names forgotten as soon as a question is put: long texts that need not be stored. */
  readonly scratch: readonly string[];
  /** A photo or a place that no question of it takes is kept aside, by the flows of `photo` and `location`. */
  readonly keeps?: boolean;
  readonly steps: Readonly<Record<string, Step>>;
}

/** `$name` = a variable, `$memory.name` = remembered across flows, anything else is the literal itself. */
export type Ref = Value;
export type Refs = Readonly<Record<string, Ref>>;

/** The closed list of conditions. The first item is a name: `part`, `memory.procedure`. */
export type Condition =
  | { readonly equals: readonly [string, Value] }
  | { readonly in: readonly [string, readonly Value[]] }
  | { readonly greaterThan: readonly [string, number] }
  /** True unless the value is null, '' or an empty list. */
  | { readonly set: string };

export interface Branch {
  readonly when?: Condition;
  readonly go: string;
}
/** Tried in order; the last one has no condition. */
export type Next = readonly Branch[];

interface Common {
  /** A fact for the counters. */
  readonly mark?: string;
  readonly set?: Refs;
  readonly remember?: Refs;
}

export interface SayStep extends Common {
  readonly kind: 'say';
  /** A list of {label,url} to show below the text. */
  readonly links?: Ref;
  readonly next: Next;
}

export interface Option {
  readonly id: string;
  readonly when?: Condition;
  readonly go?: string;
  /** Understood when its words are said, and not offered. */
  readonly spoken?: boolean;
}

export type AskKind = 'choice' | 'confirm' | 'text' | 'number' | 'photo' | 'location' | 'contact';
/** `text`: words that choose nothing and ask nothing are an answer of their own. */
export type AlsoKind = 'photo' | 'location' | 'contact' | 'text';

export interface Also {
  readonly save: string;
  readonly go: string;
  /** Only words that satisfy it. */
  readonly rule?: string;
  /** The name for what is written below a photo. */
  readonly caption?: string;
}

export interface AskStep extends Common {
  readonly kind: 'ask';
  readonly ask: AskKind;
  /** Fixed options, or the name of a list variable of {id,label}. */
  readonly options: readonly Option[];
  readonly optionsFrom?: string;
  readonly save?: string;
  readonly saveLabel?: string;
  readonly rule?: string;
  readonly range?: readonly [number, number];
  /** Other kinds of input that answer this question too. */
  readonly also: Readonly<Partial<Record<AlsoKind, Also>>>;
  /** Nothing is lost by leaving: a question typed here replaces the flow instead of interrupting it. */
  readonly resting: boolean;
  /** What is no answer although words are asked for: short requests and any question, or a question about papers. */
  readonly asides?: 'any' | 'papers';
  /** Forgotten as soon as one call has used it; nothing that is typed here is kept as a question either. */
  readonly sensitive: boolean;
  readonly next: Next;
}

export interface CallStep extends Common {
  readonly kind: 'call';
  readonly call: string;
  readonly args: Refs;
  readonly outcomes: Readonly<Record<string, { readonly save: readonly string[]; readonly go: string }>>;
}

/** Runs another flow and comes back. */
export interface SubflowStep extends Common {
  readonly kind: 'flow';
  readonly flow: string;
  readonly with: Refs;
  readonly next: Next;
}

/** Continues as another flow; does not come back here. */
export interface LeaveStep extends Common {
  readonly kind: 'leave';
  readonly leave: string;
  readonly with: Refs;
}

export interface DecideStep extends Common {
  readonly kind: 'decide';
  readonly next: Next;
}

/** Speaks the language named by `speak` from now on. */
export interface SpeakStep extends Common {
  readonly kind: 'speak';
  readonly speak: Ref;
  readonly next: Next;
}

/**
 * `done`: back to the flow below, or rest. `clear`: drop all flows. `restart`: drop all and begin with the
 * entry flow. `forget`: drop all, and what is remembered.
 */
export interface EndStep extends Common {
  readonly kind: 'end';
  readonly end: 'done' | 'clear' | 'restart' | 'forget';
}

export type Step = SayStep | AskStep | CallStep | SubflowStep | LeaveStep | DecideStep | SpeakStep | EndStep;

/** The words of one step in one language: an entry of `content/<language>/<flow>/steps.yaml`. */
export interface StepWords {
  readonly text: string;
  /** The same in one breath, for channels on which every piece costs money; may be nothing at all. */
  readonly brief?: string;
  readonly help?: string;
  readonly options?: Readonly<Record<string, string>>;
  /** What else is said for an option, at this question before anything that the same words mean elsewhere. */
  readonly said?: Readonly<Record<string, readonly string[]>>;
  /** One sentence per reason of the rule, or the key `invalid`. */
  readonly errors?: Readonly<Record<string, string>>;
  readonly links?: readonly { readonly label: string; readonly url: string }[];
}

export interface FlowWords {
  /** What the citizen would call this, for "we were in the middle of …". */
  readonly title: string;
  readonly steps: Readonly<Record<string, StepWords>>;
}
