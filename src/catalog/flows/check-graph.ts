import type { Step } from '../../engine/flow.ts';
import type { FlowSource, Library } from './library.ts';

/** One way from a step to another, with the place in the file that says so. */
export interface Edge {
  readonly to: string;
  /** As the engine traces it: `next:0`, `option:fee`, `outcome:found`, `also:photo`. */
  readonly name: string;
  readonly path: readonly PropertyKey[];
}

export function edgesOf(step: Step): Edge[] {
  const next =
    'next' in step ? step.next.map(({ go }, at) => ({ to: go, name: `next:${at}`, path: ['next'] })) : [];
  if (step.kind === 'call') {
    return Object.entries(step.outcomes).map(([outcome, { go }]) => ({
      to: go,
      name: `outcome:${outcome}`,
      path: ['outcomes', outcome],
    }));
  }
  if (step.kind !== 'ask')
    return step.kind === 'decide' ? next.map((edge) => ({ ...edge, path: ['decide'] })) : next;
  const options = step.options.flatMap(({ id, go }) =>
    go === undefined ? [] : [{ to: go, name: `option:${id}`, path: ['options'] }],
  );
  const also = Object.entries(step.also).map(([kind, { go }]) => ({
    to: go,
    name: `also:${kind}`,
    path: ['also', kind],
  }));
  return [...options, ...also, ...next];
}

/** Every way leads somewhere, every step can be reached, every path can end, no circle spins by itself. */
export function checkGraph(library: Library, source: FlowSource): void {
  const { flow, file } = source;
  const { faults } = library;
  const steps = new Map(Object.entries(flow.steps));
  if (!steps.has(flow.start)) faults.add(file, ['start'], `start: there is no step "${flow.start}"`);
  for (const [id, step] of steps) {
    for (const { to, name, path } of edgesOf(step)) {
      if (!steps.has(to))
        faults.add(file, ['steps', id, ...path], `${id}: ${name} goes to "${to}", which does not exist`);
    }
    checkBranches(library, source, id, step);
  }
  const reached = reachableFrom([flow.start], (id) => targets(steps.get(id)));
  const ending = endingSteps(steps);
  const quick = spinning(steps);
  for (const id of steps.keys()) {
    const at = ['steps', id];
    if (!reached.has(id)) faults.add(file, at, `${id}: no way leads here`);
    else if (!ending.has(id)) faults.add(file, at, `${id}: no path from here ends`);
    if (quick.has(id)) faults.add(file, at, `${id}: goes round in a circle without a question or a call`);
  }
}

const targets = (step: Step | undefined): string[] => (step ? edgesOf(step).map(({ to }) => to) : []);

function checkBranches(library: Library, { file }: FlowSource, id: string, step: Step): void {
  const next = 'next' in step ? step.next : [];
  const path = ['steps', id, step.kind === 'decide' ? 'decide' : 'next'];
  next.forEach(({ when }, at) => {
    const isLast = at === next.length - 1;
    if (isLast && when) library.faults.add(file, path, `${id}: the last branch must have no condition`);
    if (!isLast && !when) library.faults.add(file, path, `${id}: branch ${at + 1} hides the ones after it`);
  });
}

export function reachableFrom(
  starts: readonly string[],
  next: (id: string) => readonly string[],
): Set<string> {
  const reached = new Set<string>();
  const open = [...starts];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    open.push(...next(id));
  }
  return reached;
}

/** Steps from which an end, another flow or a resting question can be reached. */
function endingSteps(steps: ReadonlyMap<string, Step>): Set<string> {
  const before = new Map<string, string[]>();
  for (const [id, step] of steps) {
    for (const to of targets(step)) before.set(to, [...(before.get(to) ?? []), id]);
  }
  const ends = [...steps].filter(([, step]) => isEnd(step)).map(([id]) => id);
  return reachableFrom(ends, (id) => before.get(id) ?? []);
}

const isEnd = (step: Step): boolean =>
  step.kind === 'end' || step.kind === 'leave' || (step.kind === 'ask' && step.resting);

/** Steps that come back to themselves through steps that wait for nobody. */
function spinning(steps: ReadonlyMap<string, Step>): Set<string> {
  const quick = (id: string): string[] => {
    const step = steps.get(id);
    return step && step.kind !== 'ask' && step.kind !== 'call' ? targets(step) : [];
  };
  return new Set([...steps.keys()].filter((id) => reachableFrom(quick(id), quick).has(id)));
}
