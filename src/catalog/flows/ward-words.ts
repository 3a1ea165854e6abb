import type { Language } from '../../core/message.ts';
import type { FlowWords, StepWords } from '../../engine/flow.ts';
import type { FlowBook, FlowBundle } from '../../engine/flow-book.ts';
import type { SharedKey } from '../../engine/shared-words.ts';
import { placeholdersOf } from '../../engine/values.ts';
import { plainLabel } from './check-words.ts';

/** Sentences in a ward's own wording, by `<flow>.<step>.<text|brief|help|options.x|errors.y>` or `shared.<key>`. */
export type WardWords = Readonly<Record<Language, ReadonlyMap<string, string>>>;

/** Sentences said in any state stand under this name, as if they were a flow. */
export const sharedFlow = 'shared';

/** The sentences of a flow, by key, as the book says them. */
export function sentencesOf(book: FlowBook, flowId: string, language: Language): Map<string, string> {
  const found = new Map<string, string>();
  const keep = (key: string, text: string): string => {
    found.set(key, text);
    return text;
  };
  if (flowId === sharedFlow) rewordShared(book.shared[language], keep);
  else rewordFlow(flowId, book.find(flowId)?.words[language], keep);
  return found;
}

/**
 * The same book in the words of one ward. Every version of a flow keeps its steps and its name; a wording is used where
 * that version has the sentence and can fill every blank of the wording.
 */
export function withWords(book: FlowBook, own: WardWords): FlowBook {
  if (own.vi.size + own.en.size === 0) return book;
  const reworded = new WeakMap<FlowBundle, FlowBundle>();
  const speak = (bundle: FlowBundle): FlowBundle => {
    const known = reworded.get(bundle) ?? rewordBundle(bundle, own);
    reworded.set(bundle, known);
    return known;
  };
  return {
    ...book,
    current: book.current.map(speak),
    find: (flowId, version) => {
      const bundle = book.find(flowId, version);
      return bundle && speak(bundle);
    },
    shared: {
      vi: rewordShared(book.shared.vi, inOwnWords(own.vi)),
      en: rewordShared(book.shared.en, inOwnWords(own.en)),
    },
  };
}

/** Gives the words of a sentence, from its key and those that it has. */
type Reword = (key: string, text: string) => string;

const inOwnWords =
  (own: ReadonlyMap<string, string>): Reword =>
  (key, text) => {
    const wording = own.get(key);
    return wording !== undefined && fillsAll(wording, text) ? wording : text;
  };

function fillsAll(wording: string, text: string): boolean {
  const known = new Set(placeholdersOf(text));
  return placeholdersOf(wording).every((name) => known.has(name));
}

const rewordBundle = (bundle: FlowBundle, own: WardWords): FlowBundle => ({
  ...bundle,
  words: {
    vi: rewordFlow(bundle.id, bundle.words.vi, inOwnWords(own.vi)),
    en: rewordFlow(bundle.id, bundle.words.en, inOwnWords(own.en)),
  },
});

const rewordShared = (
  shared: Readonly<Record<SharedKey, string>>,
  reword: Reword,
): Readonly<Record<SharedKey, string>> =>
  mapValues(shared, (key, text) => reword(`${sharedFlow}.${key}`, text));

function rewordFlow(flowId: string, words: FlowWords | undefined, reword: Reword): FlowWords {
  const { title = '', steps = {} } = words ?? {};
  return { title, steps: mapValues(steps, (id, step) => rewordStep(`${flowId}.${id}`, step, reword)) };
}

function rewordStep(at: string, step: StepWords, reword: Reword): StepWords {
  const { text, brief, help, options, errors } = step;
  return {
    ...step,
    text: reword(`${at}.text`, text),
    ...(brief !== undefined && { brief: reword(`${at}.brief`, brief) }),
    ...(help !== undefined && { help: reword(`${at}.help`, help) }),
    ...(options && { options: rewordLabels(at, options, reword) }),
    ...(errors && { errors: mapValues(errors, (id, sentence) => reword(`${at}.errors.${id}`, sentence)) }),
  };
}

/** An option that a later release added may be called what the ward calls another: then all keep the file's labels. */
function rewordLabels(at: string, labels: Readonly<Record<string, string>>, reword: Reword) {
  const own = mapValues(labels, (id, label) => reword(`${at}.options.${id}`, label));
  const plain = Object.values(own).map(plainLabel);
  return new Set(plain).size === plain.length ? own : labels;
}

function mapValues<Key extends string, Item>(
  items: Readonly<Record<Key, Item>>,
  change: (key: string, item: Item) => Item,
): Record<Key, Item> {
  const changed = Object.entries<Item>(items).map(([key, item]) => [key, change(key, item)]);
  return Object.fromEntries(changed) as Record<Key, Item>;
}
