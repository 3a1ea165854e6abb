import type { Value, Values } from '../core/value.ts';
import type { CallStep } from './flow.ts';
import type { ValueType } from './flow-book.ts';
import { goTo, setVars, topPlace } from './frames.ts';
import type { Talk } from './talk.ts';
import { toLinks, toOptions } from './values.ts';
import { giveUp, walk } from './walk.ts';

/** Longest text that is taken from an ability; the renderer splits it. */
const maxTextChars = 20_000;

/** Takes the result of the ability that was called. */
export function hearResult(talk: Talk, outcome: string, values: Values): void {
  const place = topPlace(talk);
  if (place?.step.kind !== 'call') {
    giveUp(talk);
    return;
  }
  const { step } = place;
  forgetSecrets(talk);
  const taken = Object.hasOwn(step.outcomes, outcome) ? step.outcomes[outcome] : undefined;
  const picked = taken && pick(talk, step, outcome, taken.save, values);
  if (!taken || !picked) {
    giveUp(talk);
    return;
  }
  setVars(talk, picked);
  goTo(talk, place, taken.go, `outcome:${outcome}`);
  walk(talk);
}

/** The values that the flow saves; `undefined` when one that must be there is missing. */
function pick(
  talk: Talk,
  step: CallStep,
  outcome: string,
  names: readonly string[],
  values: Values,
): Values | undefined {
  const types = talk.book.abilities[step.call]?.outcomes[outcome] ?? {};
  const picked: Record<string, Value> = {};
  for (const name of names) {
    const value = Object.hasOwn(values, name) ? (values[name] ?? null) : null;
    const accepted = accept(value, types[name]);
    if (isEmpty(accepted) && !types[name]?.endsWith('?')) return undefined;
    picked[name] = accepted;
  }
  return picked;
}

const isEmpty = (value: Value): boolean =>
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);

const maxListed = 20;
const maxLabelChars = 200;

/** A value of the type that is declared, or null. */
function accept(value: Value, type: ValueType | undefined): Value {
  switch (type?.replace('?', '')) {
    case 'text':
      return typeof value === 'string' ? value.slice(0, maxTextChars) : null;
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? value : null;
    case 'options':
      return toOptions(value)
        .slice(0, maxListed)
        .map(({ id, label }) => ({ id, label: shorten(label) }));
    case 'links':
      return toLinks(value)
        .slice(0, maxListed)
        .map(({ label, url }) => ({ label: shorten(label), url }));
    default:
      return null;
  }
}

const shorten = (label: string): string =>
  label.length > maxLabelChars ? `${label.slice(0, maxLabelChars - 1)}…` : label;

/** What was marked sensitive has been used now. */
function forgetSecrets(talk: Talk): void {
  const frame = talk.stack.at(-1);
  if (!frame || frame.sensitive.length === 0) return;
  const vars = { ...frame.vars };
  for (const name of frame.sensitive) vars[name] = null;
  talk.stack[talk.stack.length - 1] = { ...frame, vars, sensitive: [] };
}
