import type { AskStep, CallStep, Refs } from '../../engine/flow.ts';
import type { FlowSource, Library } from './library.ts';

/** Every call, rule and other flow exists and gets what it needs; every outcome is provided for. */
export function checkCalls(library: Library, source: FlowSource): void {
  for (const [id, step] of Object.entries(source.flow.steps)) {
    if (step.kind === 'call') checkCall(library, source, id, step);
    if (step.kind === 'ask') checkAsk(library, source, id, step);
    if (step.kind === 'flow')
      checkFlowCall(library, source.file, ['steps', id, 'with'], step.flow, step.with, id);
    if (step.kind === 'leave')
      checkFlowCall(library, source.file, ['steps', id, 'with'], step.leave, step.with, id);
  }
}

function checkCall({ abilities, faults }: Library, { file }: FlowSource, id: string, step: CallStep): void {
  const ability = Object.hasOwn(abilities, step.call) ? abilities[step.call] : undefined;
  if (!ability) {
    faults.add(file, ['steps', id, 'call'], `${id}: there is no ability "${step.call}"`);
    return;
  }
  for (const [name, type] of Object.entries(ability.args)) {
    const missing = !Object.hasOwn(step.args, name) && !type.endsWith('?');
    if (missing) faults.add(file, ['steps', id, 'args'], `${id}: ${step.call} needs the argument "${name}"`);
  }
  for (const name of Object.keys(step.args)) {
    if (Object.hasOwn(ability.args, name)) continue;
    faults.add(file, ['steps', id, 'args', name], `${id}: ${step.call} takes no argument "${name}"`);
  }
  for (const outcome of Object.keys(ability.outcomes)) {
    if (Object.hasOwn(step.outcomes, outcome)) continue;
    faults.add(
      file,
      ['steps', id, 'outcomes'],
      `${id}: the outcome "${outcome}" of ${step.call} leads nowhere`,
    );
  }
  for (const [outcome, { save }] of Object.entries(step.outcomes)) {
    const values = ability.outcomes[outcome] ?? (outcome === 'failed' ? {} : undefined);
    const at = ['steps', id, 'outcomes', outcome];
    if (!values) faults.add(file, at, `${id}: ${step.call} has no outcome "${outcome}"`);
    for (const name of save) {
      if (values && !Object.hasOwn(values, name)) {
        faults.add(file, at, `${id}: the outcome "${outcome}" of ${step.call} has no value "${name}"`);
      }
    }
  }
}

/** What each kind of question needs, in words for the person who writes the flow. */
function checkAsk({ rules, faults }: Library, { file, flow }: FlowSource, id: string, step: AskStep): void {
  const add = (key: string, message: string) => faults.add(file, ['steps', id, key], `${id}: ${message}`);
  const hasOptions = step.options.length > 0 || step.optionsFrom !== undefined;
  const ids = step.options.map((option) => option.id);
  if (step.rule !== undefined && !Object.hasOwn(rules, step.rule))
    add('rule', `there is no rule "${step.rule}"`);
  if (step.rule !== undefined && step.ask !== 'text') add('rule', 'only a text is checked by a rule');
  if (step.ask === 'choice' && !hasOptions) add('ask', 'a choice needs options');
  if (step.ask === 'confirm' && ids.join() !== 'yes,no')
    add('ask', 'a confirm has yes and no, and no other options');
  if (new Set(ids).size < ids.length) add('options', 'an option stands there twice');
  if (!['choice', 'confirm'].includes(step.ask) && step.save === undefined)
    add('ask', 'the answer is saved nowhere');
  const usesNext = step.optionsFrom !== undefined || step.options.some(({ go }) => go === undefined);
  const needsNext = usesNext || !['choice', 'confirm'].includes(step.ask);
  if (needsNext && step.next.length === 0) add('ask', 'an answer leads nowhere: next is missing');
  if (!needsNext && step.next.length > 0) add('next', 'every option has its own go: next is never used');
  if (step.optionsFrom !== undefined && flow.scratch.includes(step.optionsFrom)) {
    add('optionsFrom', `"${step.optionsFrom}" is scratch and is forgotten when the question is put`);
  }
}

/** Another flow exists, gets all its params, and nothing else. */
export function checkFlowCall(
  { flows, faults }: Library,
  file: FlowSource['file'],
  path: readonly PropertyKey[],
  flowId: string,
  given: Refs,
  from: string,
): void {
  const target = flows.get(flowId)?.flow;
  if (!target) {
    faults.add(file, path.slice(0, -1), `${from}: there is no flow "${flowId}"`);
    return;
  }
  for (const name of target.params) {
    if (!Object.hasOwn(given, name)) faults.add(file, path, `${from}: the flow "${flowId}" needs "${name}"`);
  }
  for (const name of Object.keys(given)) {
    if (target.params.includes(name) || Object.hasOwn(target.vars, name)) continue;
    faults.add(file, path, `${from}: the flow "${flowId}" takes no "${name}"`);
  }
}
