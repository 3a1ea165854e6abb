import type { Value, Values } from '../core/value.ts';
import type { CallStep } from './flow.ts';
import type { ValueType } from './flow-book.ts';
import { goTo, setVars, topPlace } from './frames.ts';
import type { Talk } from './talk.ts';
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
  if (!taken) {
    giveUp(talk);
    return;
  }
  setVars(talk, pick(talk, step, outcome, taken.save, values));
  goTo(talk, place, taken.go, `outcome:${outcome}`);
  walk(talk);
}

function pick(talk: Talk, step: CallStep, outcome: string, names: readonly string[], values: Values): Values {
  const types = talk.book.abilities[step.call]?.outcomes[outcome] ?? {};
  const picked: Record<string, Value> = {};
  for (const name of names) {
    const value = Object.hasOwn(values, name) ? (values[name] ?? null) : null;
    picked[name] = fits(value, types[name]) ? cut(value) : null;
  }
  return picked;
}

function fits(value: Value, type: ValueType | undefined): boolean {
  if (type === undefined || value === null) return false;
  if (type.startsWith('text')) return typeof value === 'string';
  if (type.startsWith('number')) return typeof value === 'number' && Number.isFinite(value);
  return typeof value === 'object';
}

const cut = (value: Value): Value =>
  typeof value === 'string' && value.length > maxTextChars ? value.slice(0, maxTextChars) : value;

/** What was marked sensitive has been used now. */
function forgetSecrets(talk: Talk): void {
  const frame = talk.stack.at(-1);
  if (!frame || frame.sensitive.length === 0) return;
  const vars = { ...frame.vars };
  for (const name of frame.sensitive) vars[name] = null;
  talk.stack[talk.stack.length - 1] = { ...frame, vars, sensitive: [] };
}
