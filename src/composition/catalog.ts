import { join } from 'node:path';
import { parseBundle } from '../catalog/flows/bundle.ts';
import { describeFaults } from '../catalog/flows/faults.ts';
import { createFlowBook, withFacts } from '../catalog/flows/flow-book.ts';
import { loadFlowBook } from '../catalog/flows/load-flow-book.ts';
import { type WardWords, withWords } from '../catalog/flows/ward-words.ts';
import type { Knowledge } from '../catalog/knowledge/load-knowledge.ts';
import { loadKnowledge } from '../catalog/knowledge/load-knowledge.ts';
import { loadCaseRules } from '../catalog/load-case-rules.ts';
import { loadDeadlines } from '../catalog/load-deadlines.ts';
import { loadPersonalDataLaw } from '../catalog/load-personal-data-law.ts';
import { loadSendingRules } from '../catalog/load-sending-rules.ts';
import type { Speak } from '../catalog/spoken-texts.ts';
import type { WardId } from '../core/ids.ts';
import { err, ok } from '../core/result.ts';
import type { FlowBook } from '../engine/flow-book.ts';
import type { FlowsDeps } from '../features/conversations/index.ts';
import type { CaseRules } from '../rules/case-rules.ts';
import type { DeadlineRule } from '../rules/deadlines.ts';
import type { PersonalDataLaw } from '../rules/personal-data-law.ts';
import type { SendingRules } from '../rules/sending-rules.ts';
import { secretFlows } from './secret-flows.ts';
import { loadWords } from './words.ts';

/** Everything read from `flows/` and `content/`: checked as a whole before anything starts. */
export interface Catalog {
  readonly book: FlowBook;
  readonly knowledge: Knowledge;
  readonly speak: Speak;
  /** What the law and the platforms say about messages that nobody asked for. */
  readonly sendingRules: SendingRules;
  /** The time limits of the law; a ward's own rows are added to them. */
  readonly deadlines: readonly DeadlineRule[];
  /** How long a case can be opened again, and to whom it goes up when it is late. */
  readonly caseRules: CaseRules;
  /** How long what is kept of people stays, and within what time their requests are done. */
  readonly personalDataLaw: PersonalDataLaw;
}

/** Raised with every fault of the catalog at once. */
export class CatalogFaulty extends Error {
  constructor(faults: string) {
    super(`Nội dung có lỗi, chưa khởi động được:\n${faults}`);
    this.name = 'CatalogFaulty';
  }
}

export async function loadCatalog(root: string): Promise<Catalog> {
  const book = loadFlowBook(root);
  const knowledge = loadKnowledge(root);
  const spoken = await loadWords(root).then(ok, (error: Error) => err(error.message));
  const sendingRules = loadSendingRules(root);
  const deadlines = await loadDeadlines(join(root, 'content')).then(ok, (error: Error) => err(error.message));
  const caseRules = await loadCaseRules(join(root, 'content')).then(ok, (error: Error) => err(error.message));
  const personalDataLaw = await loadPersonalDataLaw(join(root, 'content')).then(ok, (error: Error) =>
    err(error.message),
  );
  const faults = [
    ...(book.ok ? [] : [describeFaults(book.error.faults)]),
    ...(knowledge.ok ? [] : knowledge.error.map(({ file, line, message }) => `${file}:${line}: ${message}`)),
    ...(spoken.ok ? [] : [spoken.error]),
    ...(sendingRules.ok ? [] : [sendingRules.error]),
    ...(deadlines.ok ? [] : [deadlines.error]),
    ...(caseRules.ok ? [] : [caseRules.error]),
    ...(personalDataLaw.ok ? [] : [personalDataLaw.error]),
  ];
  if (
    !book.ok ||
    !knowledge.ok ||
    !spoken.ok ||
    !sendingRules.ok ||
    !deadlines.ok ||
    !caseRules.ok ||
    !personalDataLaw.ok
  )
    throw new CatalogFaulty(faults.join('\n'));
  return {
    book: book.value,
    knowledge: knowledge.value,
    speak: spoken.value,
    sendingRules: sendingRules.value,
    deadlines: deadlines.value,
    caseRules: caseRules.value,
    personalDataLaw: personalDataLaw.value,
  };
}

const noWords: WardWords = { vi: new Map(), en: new Map() };

/** How the conversations feature gets at flows; `nameOf` tells the ward's name, which sentences may use, `wordsOf` its own wordings. */
export function flowsFrom(
  catalog: Pick<Catalog, 'book' | 'speak'>,
  nameOf: (ward: WardId) => string,
  wordsOf: (ward: WardId) => WardWords = () => noWords,
): FlowsDeps {
  return {
    current: catalog.book,
    guarded: [...secretFlows.petition, ...secretFlows.cases],
    speak: catalog.speak,
    parse(stored) {
      const bundle = parseBundle(JSON.stringify(stored ?? null));
      return bundle.ok ? bundle.value : null;
    },
    withPinned: (pinned) => createFlowBook(catalog.book, pinned),
    wordsOf,
    forWard: (book, ward) =>
      withFacts(withWords(book, wordsOf(ward)), { vi: { ward: nameOf(ward) }, en: { ward: nameOf(ward) } }),
  };
}
