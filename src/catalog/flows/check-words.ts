import { foldAccents, normalCase } from '../../core/fold.ts';
import type { Language } from '../../core/message.ts';
import type { AskStep, FlowWords, Step, StepWords } from '../../engine/flow.ts';
import { placeholdersOf } from '../../engine/values.ts';
import { isKnown, namesOf } from './check-names.ts';
import { type FlowSource, type Library, languages, type Read } from './library.ts';

/** Every sentence is there in both languages, none is left over, every label fits and can be told apart. */
export function checkWords(library: Library, source: FlowSource): void {
  for (const language of languages) {
    const words = source.words[language];
    if (words) checkLanguage(library, source, words, language);
  }
}

const isSpoken = (step: Step): boolean => step.kind === 'say' || step.kind === 'ask';

function checkLanguage(
  library: Library,
  source: FlowSource,
  words: Read<FlowWords>,
  language: Language,
): void {
  const { faults } = library;
  const { flow } = source;
  for (const [id, step] of Object.entries(flow.steps)) {
    const entry = Object.hasOwn(words.value.steps, id) ? words.value.steps[id] : undefined;
    if (isSpoken(step) && !entry)
      faults.add(words.file, ['steps'], `${id}: the ${language} words are missing`);
    if (entry && isSpoken(step)) checkEntry(library, source, words, id, entry);
  }
  for (const id of Object.keys(words.value.steps)) {
    const step = Object.hasOwn(flow.steps, id) ? flow.steps[id] : undefined;
    if (!step) faults.add(words.file, ['steps', id], `${id}: words of a step that does not exist`);
    else if (!isSpoken(step)) faults.add(words.file, ['steps', id], `${id}: a ${step.kind} says nothing`);
  }
}

function checkEntry(
  library: Library,
  source: FlowSource,
  words: Read<FlowWords>,
  id: string,
  entry: StepWords,
) {
  const step = source.flow.steps[id];
  const add = (key: string, message: string) =>
    library.faults.add(words.file, ['steps', id, key], `${id}: ${message}`);
  checkPlaceholders(library, source, step, entry, add);
  if (step?.kind === 'ask') {
    checkLabels(library, step, entry, add);
    checkSaid(step, entry, add);
    checkErrors(library, step, entry, add);
    return;
  }
  for (const key of ['help', 'options', 'said', 'errors'] as const) {
    if (entry[key] !== undefined) add(key, `${key} belongs to questions, this is a say`);
  }
}

type Add = (key: string, message: string) => void;

function checkPlaceholders(
  library: Library,
  { flow }: FlowSource,
  step: Step | undefined,
  entry: StepWords,
  add: Add,
) {
  const known = namesOf(flow);
  const memory = new Set(library.routes.value.memory);
  const check = (key: string, text: string) => {
    for (const name of placeholdersOf(text)) {
      const forgotten = step?.kind === 'ask' && flow.scratch.includes(name);
      if (forgotten) add(key, `{{${name}}} is scratch and is forgotten when the question is put`);
      else if (!isKnown(library, known, memory, name)) add(key, `{{${name}}} is not known here`);
    }
  };
  check('text', entry.text);
  check('brief', entry.brief ?? '');
  check('help', entry.help ?? '');
  for (const text of Object.values(entry.options ?? {})) check('options', text);
  for (const text of Object.values(entry.errors ?? {})) check('errors', text);
}

/** No channel shows a longer button label; Zalo: 100. */
export const longestLabel = 100;

/** Labels that are the same here cannot be told apart when they are typed. */
export const plainLabel = (label: string): string => foldAccents(normalCase(label));

function checkLabels({ maxLabelChars }: Library, step: AskStep, entry: StepWords, add: Add): void {
  const labels = entry.options ?? {};
  const ids = step.options.filter(({ spoken }) => !spoken).map(({ id }) => id);
  for (const id of ids) if (!Object.hasOwn(labels, id)) add('options', `the option "${id}" has no label`);
  const seen = new Map<string, string>();
  for (const [id, label] of Object.entries(labels)) {
    if (!ids.includes(id)) add('options', `a label for "${id}", which is no option`);
    if (label.length > maxLabelChars) {
      add(
        'options',
        `the label of "${id}" has ${label.length} characters, no channel shows more than ${maxLabelChars}`,
      );
    }
    const plain = plainLabel(label);
    const twin = seen.get(plain);
    if (twin !== undefined) add('options', `"${id}" and "${twin}" have the same label`);
    seen.set(plain, id);
  }
}

/** An option that is only spoken has words; words belong to an option. */
function checkSaid(step: AskStep, { said = {} }: StepWords, add: Add): void {
  for (const { id, spoken } of step.options)
    if (spoken && !Object.hasOwn(said, id)) add('said', `no words are said for "${id}"`);
  for (const id of Object.keys(said))
    if (!step.options.some((option) => option.id === id)) add('said', `"${id}" is no option`);
}

/** The reasons for which an answer can be refused. */
export function reasonsOf({ rules }: Pick<Library, 'rules'>, step: AskStep): readonly string[] {
  if (step.ask === 'choice' || step.ask === 'confirm') return [];
  if (step.ask !== 'text') return ['invalid'];
  return step.rule === undefined ? [] : (rules[step.rule]?.reasons ?? []);
}

function checkErrors(library: Library, step: AskStep, entry: StepWords, add: Add): void {
  const reasons = reasonsOf(library, step);
  const sentences = Object.keys(entry.errors ?? {});
  for (const reason of reasons) {
    if (!sentences.includes(reason)) add('errors', `no sentence says what is wrong: ${reason}`);
  }
  for (const reason of sentences) {
    if (!reasons.includes(reason)) add('errors', `"${reason}" is no reason that can occur`);
  }
}
