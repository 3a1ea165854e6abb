import type { Language } from '../../core/message.ts';
import { compileLexicon } from '../../engine/compile-lexicon.ts';
import type { FlowBook, FlowBundle } from '../../engine/flow-book.ts';
import { createBundle } from './bundle.ts';
import type { FlowSource, Library } from './library.ts';

/** Builds the book of a library in which no fault was found. */
export function bindBook(library: Library): FlowBook {
  const { routes, abilities, rules, shared } = library;
  const current = [...library.flows.values()].flatMap(bundleOf);
  return withPinned(
    {
      entry: routes.value.entry,
      find: () => undefined,
      current,
      routes: routes.value,
      abilities,
      rules,
      shared: { vi: shared.vi.messages.value, en: shared.en.messages.value },
      lexicon: compileLexicon(
        { vi: shared.vi.vocabulary.value, en: shared.en.vocabulary.value },
        current.flatMap(labelsOf),
        current.flatMap(saidIn),
      ),
      facts: { vi: shared.vi.facts, en: shared.en.facts },
    },
    [],
  );
}

const labelsOf = ({ words }: FlowBundle): string[] =>
  [words.vi, words.en].flatMap(({ steps }) =>
    Object.values(steps).flatMap(({ options }) => Object.values(options ?? {})),
  );

const saidIn = ({ words }: FlowBundle): string[] =>
  [words.vi, words.en].flatMap(({ steps }) =>
    Object.values(steps).flatMap(({ said }) => Object.values(said ?? {}).flat()),
  );

function bundleOf({ flow, words }: FlowSource): FlowBundle[] {
  return words.vi && words.en ? [createBundle(flow, { vi: words.vi.value, en: words.en.value })] : [];
}

/** The same book that also knows earlier versions, for sessions that began with them. */
export function createFlowBook(current: FlowBook, pinned: readonly FlowBundle[]): FlowBook {
  return withPinned(current, pinned);
}

function withPinned(book: FlowBook, pinned: readonly FlowBundle[]): FlowBook {
  const newest = new Map(book.current.map((bundle) => [bundle.id, bundle]));
  const versions = new Map<string, Map<string, FlowBundle>>();
  for (const bundle of [...pinned, ...book.current]) {
    const known = versions.get(bundle.id) ?? new Map<string, FlowBundle>();
    versions.set(bundle.id, known.set(bundle.version, bundle));
  }
  return {
    ...book,
    find: (flowId, version) =>
      version === undefined ? newest.get(flowId) : versions.get(flowId)?.get(version),
  };
}

/** The same book speaking for one ward: `withFacts(book, { vi: { ward: 'Phường Gần Dân' } })`. */
export function withFacts(
  book: FlowBook,
  facts: Readonly<Partial<Record<Language, Readonly<Record<string, string>>>>>,
): FlowBook {
  return {
    ...book,
    facts: { vi: { ...book.facts.vi, ...facts.vi }, en: { ...book.facts.en, ...facts.en } },
  };
}
