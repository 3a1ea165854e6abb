import type { FlowCall, Routes } from '../../engine/flow-book.ts';
import type { Vocabulary } from '../../engine/lexicon.ts';
import type { SharedKey } from '../../engine/shared-words.ts';
import { tokenize } from '../../engine/understand/tokens.ts';
import { placeholdersOf } from '../../engine/values.ts';
import { checkFlowCall } from './check-calls.ts';
import { reachableFrom } from './check-graph.ts';
import { type Library, languages } from './library.ts';

/** `flows/book.yaml` names flows, rules and words that exist, and no flow is out of reach. */
export function checkRoutes(library: Library): void {
  const { routes, faults } = library;
  for (const [path, { flow, with: given }] of startsOf(routes.value)) {
    checkFlowCall(library, routes.file, [...path, 'with'], flow, given, path.join('.'));
  }
  for (const [path, name] of memoryNames(routes.value)) {
    if (!routes.value.memory.includes(name)) {
      faults.add(routes.file, path, `${path.join('.')}: "${name}" is not in memory`);
    }
  }
  routes.value.patterns.forEach(({ rule }, at) => {
    if (Object.hasOwn(library.rules, rule)) return;
    faults.add(routes.file, ['patterns', at], `patterns: there is no rule "${rule}"`);
  });
  for (const [id, alert] of Object.entries(routes.value.alerts)) {
    const { rule } = alert;
    if (rule === undefined || Object.hasOwn(library.rules, rule)) continue;
    faults.add(routes.file, ['alerts', id], `alerts: there is no rule "${rule}"`);
  }
  routes.value.withOfficer.forEach((flow, at) => {
    if (library.flows.has(flow)) return;
    faults.add(routes.file, ['withOfficer', at], `withOfficer: there is no flow "${flow}"`);
  });
  checkVocabularies(library);
  checkMessages(library);
  checkReach(library);
  checkNesting(library);
}

type Started = readonly [path: readonly string[], call: Pick<FlowCall, 'flow' | 'with'>];

/** Every place where a conversation can begin a flow, with what it hands over. */
function startsOf(routes: Routes): Started[] {
  const { entry, menu, question, resume, source, photo, location, patterns } = routes;
  const calls = (group: string, all: Readonly<Record<string, unknown>>): Started[] =>
    Object.entries(all)
      .filter((pair): pair is [string, FlowCall] => 'flow' in (pair[1] as object))
      .map(([id, call]): Started => [[group, id], call]);
  const alerts = calls('alerts', routes.alerts).map(([path, call]): Started => {
    const { save } = call as { save?: string };
    return [path, save === undefined ? call : { ...call, with: { ...call.with, [save]: '' } }];
  });
  const saving = ({ flow, save }: { flow: string; save: string }) => ({ flow, with: { [save]: '' } });
  return [
    [['entry'], { flow: entry, with: {} }],
    [['menu'], menu],
    [['question'], { flow: question.flow, with: { [question.save]: '', [question.unkept]: true } }],
    [['resume'], { flow: resume.flow, with: { title: '' } }],
    [['source'], saving(source)],
    [['photo'], { flow: photo.flow, with: { [photo.save]: '', [photo.caption]: '' } }],
    [['location'], saving(location)],
    ...patterns.map((pattern, at): Started => [['patterns', String(at)], saving(pattern)]),
    ...calls('commands', routes.commands),
    ...calls('shortcuts', routes.shortcuts),
    ...alerts,
    ...Object.entries(routes.followUps.routes).map(
      ([id, call]): Started => [['followUps', 'routes', id], call],
    ),
    ...Object.entries(routes.followUps.otherwise).map(
      ([id, call]): Started => [['followUps', 'otherwise', id], call],
    ),
  ];
}

function memoryNames(routes: Routes): [readonly string[], string][] {
  const refs = startsOf(routes).flatMap(([path, call]) =>
    Object.values(call.with).flatMap((ref): [readonly string[], string][] =>
      typeof ref === 'string' && ref.startsWith('$memory.') ? [[path, ref.slice(8)]] : [],
    ),
  );
  const fleeting = routes.fleeting.names.map((name): [string[], string] => [['fleeting', 'names'], name]);
  return [[['followUps', 'needs'], routes.followUps.needs], ...fleeting, ...refs];
}

/** Each command and follow-up has words, and each word one meaning. */
function checkVocabularies(library: Library): void {
  const { routes, shared } = library;
  const alerts = Object.entries(routes.value.alerts);
  const wordy = alerts.filter(([, { rule }]) => rule === undefined).map(([id]) => id);
  for (const language of languages) {
    const { file, value } = shared[language].vocabulary;
    const wanted: [keyof Vocabulary, string[]][] = [
      ['commands', Object.keys(routes.value.commands)],
      ['shortcuts', Object.keys(routes.value.shortcuts)],
      ['followUps', Object.keys(routes.value.followUps.routes)],
      ['alerts', wordy],
      ['positions', [...Array(9).keys()].map((at) => String(at + 1)).concat('last')],
    ];
    for (const [group, ids] of wanted) {
      const found = Object.keys(value[group]);
      for (const id of ids) {
        if (!found.includes(id)) library.faults.add(file, [group], `${group}: no words for "${id}"`);
      }
      for (const id of found) {
        if (!ids.includes(id))
          library.faults.add(file, [group, id], `${group}: "${id}" is not in flows/book.yaml`);
      }
    }
    checkDoubleMeanings(library, language);
  }
}

function checkDoubleMeanings({ shared, faults }: Library, language: (typeof languages)[number]): void {
  const { file, value } = shared[language].vocabulary;
  const groups = ['commands', 'shortcuts', 'followUps'] as const;
  const meanings = new Map<string, string>();
  for (const group of groups) {
    for (const [id, phrases] of Object.entries(value[group])) {
      for (const phrase of phrases) {
        const normal = tokenize(phrase).normal.join(' ') || phrase;
        const other = meanings.get(normal);
        const meaning = `${group}.${id}`;
        if (other !== undefined) faults.add(file, [group, id], `"${phrase}" is both ${other} and ${meaning}`);
        meanings.set(normal, meaning);
      }
    }
  }
}

const ownValues: Readonly<Partial<Record<SharedKey, string>>> = {
  continue_with: 'title',
  out_of_range: 'count',
};

function checkMessages({ shared, routes, faults }: Library): void {
  for (const language of languages) {
    const { messages, facts } = shared[language];
    for (const [key, text] of Object.entries(messages.value)) {
      for (const name of placeholdersOf(text)) {
        if (routes.value.facts.includes(name) || ownValues[key as SharedKey] === name) continue;
        faults.add(messages.file, ['messages', key], `messages.${key}: {{${name}}} is not known here`);
      }
    }
    for (const name of routes.value.facts) {
      if (!Object.hasOwn(facts, name)) faults.add(messages.file, ['facts'], `facts: "${name}" has no words`);
    }
  }
}

function checkReach(library: Library): void {
  const starts = startsOf(library.routes.value).map(([, { flow }]) => flow);
  const reached = reachableFrom(starts, (id) => flowsFrom(library, id, ['flow', 'leave']));
  for (const [id, { file }] of library.flows) {
    if (!reached.has(id)) library.faults.add(file, ['id'], `nothing starts the flow "${id}"`);
  }
}

/** A flow that comes back to the one it runs in would nest for ever. */
function checkNesting(library: Library): void {
  for (const [id, { file }] of library.flows) {
    const inner = reachableFrom(flowsFrom(library, id, ['flow']), (flow) =>
      flowsFrom(library, flow, ['flow']),
    );
    if (inner.has(id)) library.faults.add(file, ['id'], `the flow "${id}" runs inside itself`);
  }
}

function flowsFrom({ flows }: Library, id: string, kinds: readonly ('flow' | 'leave')[]): string[] {
  return Object.values(flows.get(id)?.flow.steps ?? {}).flatMap((step) => {
    if (step.kind === 'flow' && kinds.includes('flow')) return [step.flow];
    return step.kind === 'leave' && kinds.includes('leave') ? [step.leave] : [];
  });
}
