import type { Speak } from '../../catalog/spoken-texts.ts';
import type { WardId } from '../../core/ids.ts';
import type { Language, SpokenMessage } from '../../core/message.ts';
import type { FlowBook, FlowBundle } from '../../engine/flow-book.ts';
import type { Session } from '../../engine/session.ts';
import type { WardTx } from '../../store/database.ts';
import { loadBundle } from './flow-versions.repo.ts';

/** The flows that sessions run on: the current ones, and older versions that somebody is still in. */
export interface Flows {
  /** A book that speaks for the ward and knows every version the session is pinned to. */
  bookFor(tx: WardTx, session: Session | null): Promise<FlowBook>;
  /** Flows in which words fall that not every officer may read: which turns were inside one is kept with the turn. */
  readonly guarded: readonly string[];
  /** A sentence of the house itself, outside any flow. */
  sharedMessage(language: Language, key: string, params?: Readonly<Record<string, string>>): SpokenMessage;
}

export interface FlowsDeps {
  readonly current: FlowBook;
  /** Reads a stored bundle; null when it is not one (any more). */
  parse(stored: unknown): FlowBundle | null;
  /** A book of the current flows and these older versions. */
  withPinned(pinned: readonly FlowBundle[]): FlowBook;
  /** The ward's own wordings: the same object until they change. */
  wordsOf(ward: WardId): object;
  /** The same book speaking for one ward: its name, its wordings … */
  forWard(book: FlowBook, ward: WardId): FlowBook;
  readonly guarded: readonly string[];
  readonly speak: Speak;
}

export function createFlows(deps: FlowsDeps): Flows {
  const pinned = new Map<string, FlowBundle>();
  /** Versions that nobody stored: asked for once, then known to be gone. */
  const gone = new Set<string>();
  let book = deps.current;
  const wardBooks = new Map<WardId, { readonly words: object; readonly book: FlowBook }>();
  const speakingFor = (ward: WardId): FlowBook => {
    const words = deps.wordsOf(ward);
    const known = wardBooks.get(ward);
    if (known?.words === words) return known.book;
    const spoken = deps.forWard(book, ward);
    wardBooks.set(ward, { words, book: spoken });
    return spoken;
  };
  return {
    guarded: deps.guarded,
    async bookFor(tx, session) {
      const missing = missingVersions(book, session).filter(({ key }) => !gone.has(key));
      for (const { key, flowId, version } of missing) {
        const bundle = deps.parse(await loadBundle(tx, flowId, version));
        if (bundle) pinned.set(key, bundle);
        else gone.add(key);
      }
      if (missing.some(({ key }) => pinned.has(key))) {
        book = deps.withPinned([...pinned.values()]);
        wardBooks.clear();
      }
      return speakingFor(tx.wardId);
    },
    sharedMessage: (language, key, params) => ({
      text: deps.speak(language, `errors.${key}`, params),
      choices: [],
    }),
  };
}

function missingVersions(book: FlowBook, session: Session | null) {
  const frames = session && Array.isArray(session.stack) ? session.stack : [];
  const past = session && Array.isArray(session.history) ? session.history.flatMap(({ stack }) => stack) : [];
  return [...frames, ...past]
    .filter(({ flowId, version }) => !book.find(flowId, version))
    .map(({ flowId, version }) => ({ key: `${flowId}@${version}`, flowId, version }));
}
