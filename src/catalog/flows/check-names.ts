import type { AskStep, Condition, Flow, Refs, Step } from '../../engine/flow.ts';
import type { FlowSource, Library } from './library.ts';

/** Names that a flow may write to. */
export const namesOf = (flow: Flow): Set<string> =>
  new Set([...flow.params, ...Object.keys(flow.vars), ...flow.scratch]);

/** Every variable is declared, every remembered name is in `flows/book.yaml`. */
export function checkNames(library: Library, source: FlowSource): void {
  const { flow, file } = source;
  const known = namesOf(flow);
  const memory = new Set(library.routes.value.memory);
  const read = (id: string, key: string, name: string) => {
    if (!isKnown(library, known, memory, name)) {
      library.faults.add(file, ['steps', id, key], `${id}: ${key} reads "${name}", which is not declared`);
    }
  };
  const write = (id: string, key: string, name: string) => {
    if (!known.has(name)) {
      library.faults.add(file, ['steps', id, key], `${id}: ${key} writes "${name}", which is not declared`);
    }
  };
  for (const [id, step] of Object.entries(flow.steps)) {
    for (const [key, name] of namesRead(step)) read(id, key, name);
    for (const [key, name] of namesWritten(step)) write(id, key, name);
    for (const name of Object.keys(step.remember ?? {})) {
      if (!memory.has(name)) {
        library.faults.add(
          file,
          ['steps', id, 'remember', name],
          `${id}: "${name}" is not in memory of flows/book.yaml`,
        );
      }
    }
  }
  checkDuplicates(library, source);
}

export function isKnown(
  library: Library,
  known: ReadonlySet<string>,
  memory: ReadonlySet<string>,
  name: string,
) {
  if (name.startsWith('memory.')) return memory.has(name.slice(7));
  return known.has(name) || name === 'interrupting' || library.routes.value.facts.includes(name);
}

function checkDuplicates({ faults }: Library, { flow, file }: FlowSource): void {
  const seen = new Set<string>();
  for (const name of [...flow.params, ...Object.keys(flow.vars), ...flow.scratch]) {
    if (seen.has(name)) faults.add(file, ['params'], `"${name}" is declared twice`);
    seen.add(name);
  }
}

const refNames = (key: string, refs: Refs | undefined): [string, string][] =>
  Object.values(refs ?? {}).flatMap((ref) => refName(key, ref));

function refName(key: string, ref: unknown): [string, string][] {
  return typeof ref === 'string' && ref.startsWith('$') ? [[key, ref.slice(1)]] : [];
}

const conditionName = (condition: Condition): string => {
  if ('set' in condition) return condition.set;
  if ('equals' in condition) return condition.equals[0];
  return 'in' in condition ? condition.in[0] : condition.greaterThan[0];
};

function namesRead(step: Step): [key: string, name: string][] {
  const branches = 'next' in step ? step.next : [];
  const key = step.kind === 'decide' ? 'decide' : 'next';
  const found: [string, string][] = [
    ...refNames('set', step.set),
    ...refNames('remember', step.remember),
    ...branches.flatMap(({ when }): [string, string][] => (when ? [[key, conditionName(when)]] : [])),
  ];
  if (step.kind === 'say') found.push(...refName('links', step.links));
  if (step.kind === 'call') found.push(...refNames('args', step.args));
  if (step.kind === 'flow' || step.kind === 'leave') found.push(...refNames('with', step.with));
  if (step.kind === 'speak') found.push(...refName('speak', step.speak));
  if (step.kind === 'ask') found.push(...askReads(step));
  return found;
}

function askReads(step: AskStep): [string, string][] {
  const conditions = step.options.flatMap(({ when }): [string, string][] =>
    when ? [['options', conditionName(when)]] : [],
  );
  return step.optionsFrom === undefined ? conditions : [...conditions, ['optionsFrom', step.optionsFrom]];
}

function namesWritten(step: Step): [key: string, name: string][] {
  const found = Object.keys(step.set ?? {}).map((name): [string, string] => ['set', name]);
  if (step.kind === 'call') {
    for (const { save } of Object.values(step.outcomes)) {
      found.push(...save.map((name): [string, string] => ['outcomes', name]));
    }
  }
  if (step.kind !== 'ask') return found;
  if (step.save !== undefined) found.push(['save', step.save]);
  if (step.saveLabel !== undefined) found.push(['saveLabel', step.saveLabel]);
  found.push(
    ...Object.values(step.also)
      .flatMap(({ save, caption }) => (caption === undefined ? [save] : [save, caption]))
      .map((name): [string, string] => ['also', name]),
  );
  return found;
}
