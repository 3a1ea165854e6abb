import type { Values } from '../core/value.ts';
import type { AskStep, Next, Refs, Step, StepWords } from './flow.ts';
import type { FlowBundle } from './flow-book.ts';
import type { Frame } from './session.ts';
import type { Talk } from './talk.ts';
import { chooseBranch, resolveAll, type Scope } from './values.ts';

/** Deeper than any real conversation; a session that claims more is dropped. */
export const maxDepth = 12;

/** Where the conversation stands, with everything that belongs to the place. */
export interface Place {
  readonly frame: Frame;
  readonly bundle: FlowBundle;
  readonly step: Step;
  readonly scope: Scope;
}

const ownStep = (bundle: FlowBundle, id: string): Step | undefined =>
  Object.hasOwn(bundle.flow.steps, id) ? bundle.flow.steps[id] : undefined;

/** `undefined` when the flow, its version or the step is gone. */
export function placeOf(talk: Talk, frame: Frame | undefined): Place | undefined {
  const bundle = frame && talk.book.find(frame.flowId, frame.version);
  const step = bundle && ownStep(bundle, frame.step);
  return step && { frame, bundle, step, scope: scopeOf(talk, frame) };
}

export const topPlace = (talk: Talk): Place | undefined => placeOf(talk, talk.stack.at(-1));

/** The open question, when the conversation stands at one. */
export function openQuestion(talk: Talk): (Place & { readonly step: AskStep }) | undefined {
  const place = topPlace(talk);
  if (!talk.asked || place?.step.kind !== 'ask') return undefined;
  return { ...place, step: place.step };
}

export function scopeOf(talk: Talk, frame: Frame): Scope {
  const { memory, book, language } = talk;
  return { vars: frame.vars, memory, facts: book.facts[language], interrupting: frame.interrupting };
}

export function wordsOf(talk: Talk, place: Place): StepWords | undefined {
  return place.bundle.words[talk.language].steps[place.frame.step];
}

/** Names the place for content keys and logs: `dossier.ask_code`. */
export const keyOf = ({ frame }: { readonly frame: Frame }): string => `${frame.flowId}.${frame.step}`;

export function replaceTop(talk: Talk, frame: Frame): void {
  talk.stack[talk.stack.length - 1] = frame;
}

export function setVars(talk: Talk, values: Values): void {
  const frame = talk.stack.at(-1);
  if (frame) replaceTop(talk, { ...frame, vars: { ...frame.vars, ...values } });
}

/** Begins the current version of a flow on top of the stack. */
export function pushFlow(talk: Talk, flowId: string, given: Values, interrupting: boolean): boolean {
  const bundle = talk.book.find(flowId);
  if (!bundle || talk.stack.length >= maxDepth) return false;
  const { flow, version } = bundle;
  const params = Object.fromEntries(flow.params.map((name) => [name, given[name] ?? null]));
  const named = Object.entries(given).filter(([name]) => Object.hasOwn(flow.vars, name));
  const vars = { ...flow.vars, ...params, ...Object.fromEntries(named) };
  talk.stack.push({ flowId, version, step: flow.start, vars, interrupting, sensitive: [] });
  talk.marks.push(`flow_started:${flowId}`);
  return true;
}

/** Goes to a step of the flow on top. */
export function goTo(talk: Talk, place: Place, step: string, edge: string): void {
  talk.trace?.(`${keyOf(place)} -> ${edge}`);
  const frame = talk.stack.at(-1);
  if (frame) replaceTop(talk, { ...frame, step });
}

/** Takes the first branch whose condition holds now. */
export function follow(talk: Talk, place: Place, next: Next): void {
  const frame = talk.stack.at(-1);
  if (!frame) return;
  const chosen = chooseBranch(scopeOf(talk, frame), next);
  if (chosen) goTo(talk, place, chosen.branch.go, `next:${chosen.at}`);
}

export function resolveHere(talk: Talk, refs: Refs): Values {
  const frame = talk.stack.at(-1);
  return frame ? resolveAll(scopeOf(talk, frame), refs) : {};
}
