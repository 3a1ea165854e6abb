import type { Link } from '../core/message.ts';
import type { Value, Values } from '../core/value.ts';
import type { Branch, Condition, Next, Ref, Refs } from './flow.ts';

/** Everything a flow can name at one moment. */
export interface Scope {
  readonly vars: Values;
  readonly memory: Values;
  readonly facts: Readonly<Record<string, string>>;
  readonly interrupting: boolean;
}

const own = (values: Readonly<Record<string, Value>>, name: string): Value =>
  Object.hasOwn(values, name) ? (values[name] ?? null) : null;

/** The value of a name: a variable, `memory.x`, `interrupting`, or a fact; null when there is none. */
export function lookUp(scope: Scope, name: string): Value {
  if (name.startsWith('memory.')) return own(scope.memory, name.slice(7));
  if (name === 'interrupting') return scope.interrupting;
  return Object.hasOwn(scope.vars, name) ? own(scope.vars, name) : own(scope.facts, name);
}

export function resolve(scope: Scope, ref: Ref): Value {
  return typeof ref === 'string' && ref.startsWith('$') ? lookUp(scope, ref.slice(1)) : ref;
}

export function resolveAll(scope: Scope, refs: Refs): Values {
  const values: Record<string, Value> = {};
  for (const [name, ref] of Object.entries(refs)) values[name] = resolve(scope, ref);
  return values;
}

export function holds(scope: Scope, condition: Condition): boolean {
  if ('equals' in condition) return lookUp(scope, condition.equals[0]) === condition.equals[1];
  if ('in' in condition) return condition.in[1].includes(lookUp(scope, condition.in[0]));
  if ('greaterThan' in condition)
    return Number(lookUp(scope, condition.greaterThan[0])) > condition.greaterThan[1];
  const value = lookUp(scope, condition.set);
  return value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
}

/** The index of the branch to take; the last one has no condition. */
export function chooseBranch(
  scope: Scope,
  next: Next,
): { readonly at: number; readonly branch: Branch } | undefined {
  const at = next.findIndex(({ when }) => when === undefined || holds(scope, when));
  const branch = next[at];
  return branch && { at, branch };
}

const placeholder = /\{\{\s*([\w.]+)\s*\}\}/g;

/** Puts values into `{{name}}`; lists and missing values leave nothing. */
export function fill(scope: Scope, text: string): string {
  if (!text.includes('{{')) return text;
  return text.replace(placeholder, (_, name: string) => {
    const value = lookUp(scope, name);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  });
}

/** A step's words with their values. */
export function fillWords(
  scope: Scope,
  words: { readonly text: string; readonly brief?: string } | undefined,
): { readonly text: string; readonly brief?: string } {
  const text = fill(scope, words?.text ?? '');
  return words?.brief === undefined ? { text } : { text, brief: fill(scope, words.brief) };
}

/** The names that a text puts in. */
export function placeholdersOf(text: string): string[] {
  return [...text.matchAll(placeholder)].map((match) => match[1] ?? '');
}

const isRecord = (value: Value): value is Readonly<Record<string, Value>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads a list of {id,label} that an ability gave; anything else in it is left out. */
export function toOptions(value: Value): readonly { readonly id: string; readonly label: string }[] {
  if (!Array.isArray(value)) return [];
  return (value as readonly Value[]).flatMap((item) => {
    if (!isRecord(item)) return [];
    const { id, label } = item;
    return typeof id === 'string' && typeof label === 'string' && label !== '' ? [{ id, label }] : [];
  });
}

/** Reads a list of {label,url} that an ability gave. */
export function toLinks(value: Value): readonly Link[] {
  if (!Array.isArray(value)) return [];
  return (value as readonly Value[]).flatMap((item) => {
    if (!isRecord(item)) return [];
    const { label, url } = item;
    return typeof label === 'string' && typeof url === 'string' ? [{ label, url }] : [];
  });
}
