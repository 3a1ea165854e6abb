import { parseBundle } from '../catalog/flows/bundle.ts';
import { describeFaults } from '../catalog/flows/faults.ts';
import { createFlowBook, withFacts } from '../catalog/flows/flow-book.ts';
import { loadFlowBook } from '../catalog/flows/load-flow-book.ts';
import type { Knowledge } from '../catalog/knowledge/load-knowledge.ts';
import { loadKnowledge } from '../catalog/knowledge/load-knowledge.ts';
import { loadWords, type Speak } from '../catalog/words.ts';
import type { WardId } from '../core/ids.ts';
import type { FlowBook } from '../engine/flow-book.ts';
import type { FlowsDeps } from '../features/conversations/index.ts';

/** Everything read from `flows/` and `content/`: checked as a whole before anything starts. */
export interface Catalog {
  readonly book: FlowBook;
  readonly knowledge: Knowledge;
  readonly speak: Speak;
}

/** Raised with every fault of the catalog at once. */
export class CatalogFaulty extends Error {
  constructor(faults: string) {
    super(`Nội dung có lỗi, chưa khởi động được:\n${faults}`);
    this.name = 'CatalogFaulty';
  }
}

export function loadCatalog(root: string): Catalog {
  const book = loadFlowBook(root);
  const knowledge = loadKnowledge(root);
  const words = loadWords(root);
  const faults = [
    ...(book.ok ? [] : [describeFaults(book.error.faults)]),
    ...(knowledge.ok ? [] : knowledge.error.map(({ file, line, message }) => `${file}:${line}: ${message}`)),
    ...words.missing.map((key) => `content: câu "${key}" chỉ có ở một ngôn ngữ`),
  ];
  if (!book.ok || !knowledge.ok || faults.length > 0) throw new CatalogFaulty(faults.join('\n'));
  return { book: book.value, knowledge: knowledge.value, speak: words.speak };
}

/** How the conversations feature gets at flows; `nameOf` tells the ward's name, which sentences may use. */
export function flowsFrom(catalog: Catalog, nameOf: (ward: WardId) => string): FlowsDeps {
  return {
    current: catalog.book,
    speak: catalog.speak,
    parse(stored) {
      const bundle = parseBundle(JSON.stringify(stored ?? null));
      return bundle.ok ? bundle.value : null;
    },
    withPinned: (pinned) => createFlowBook(catalog.book, pinned),
    forWard: (book, ward) => withFacts(book, { vi: { ward: nameOf(ward) }, en: { ward: nameOf(ward) } }),
  };
}
