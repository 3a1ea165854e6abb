import { faultOfWording, sentenceAt, type Wording } from '../../catalog/flows/check-wording.ts';
import { sentencesOf, sharedFlow, withWords } from '../../catalog/flows/ward-words.ts';
import type { WordsList, WordsQuery } from '../../contracts/console/knowledge.ts';
import type { Actor } from '../../core/actor.ts';
import type { Language } from '../../core/message.ts';
import type { FlowBook } from '../../engine/flow-book.ts';
import type { WardTx } from '../../store/database.ts';
import type { KnowledgeDeskDeps } from './desk-deps.ts';
import { digestOfSentence } from './file-digest.ts';
import { refusal } from './knowledge-desk.errors.ts';
import { loadWords } from './live-texts.repo.ts';
import { listWordings, type TextRow } from './texts.repo.ts';

/** Refuses a wording that could not be said, beside those that are live. */
export async function refuseFaulty(tx: WardTx, deps: KnowledgeDeskDeps, wording: Wording): Promise<void> {
  const book = deps.book();
  const fault = faultOfWording(book, withWords(book, await loadWords(tx)), wording);
  if (fault !== null) throw refusal(`wording_${fault}`);
}

/** Digest of what the starter pack says there; null when no such sentence is left. */
export function digestOfFileSentence(book: FlowBook, at: Omit<Wording, 'text'>): string | null {
  const said = sentenceAt(book, at);
  return said === undefined ? null : digestOfSentence(said);
}

/** Everything that a flow says, or all of them, as the files and as the ward have it. */
export async function readWords(
  { db, book }: KnowledgeDeskDeps,
  { wardId }: Actor,
  { flow, language }: WordsQuery,
): Promise<WordsList> {
  const files = book();
  const all = [sharedFlow, ...files.current.map(({ id }) => id)].filter(
    (id) => sentencesOf(files, id, 'vi').size > 0,
  );
  if (flow !== everyFlow && flow !== sharedFlow && !files.find(flow)) throw refusal('knowledge_not_found');
  const flows = flow === everyFlow ? all : [flow];
  const rows = await db.forWard(wardId, (tx) => listWordings(tx, flows));
  const ours = byPlace(rows);
  const languages: readonly Language[] = language ? [language] : ['vi', 'en'];
  return {
    flows: all.map((id) => ({ id, title: files.find(id)?.words.vi.title ?? '' })),
    sentences: flows.flatMap((id) =>
      languages.flatMap((tongue) =>
        [...sentencesOf(files, id, tongue)].map(([key, file]) => ({
          key,
          language: tongue,
          file,
          ...ofWard(ours.get(placeOf({ key, language: tongue })) ?? [], file),
        })),
      ),
    ),
  };
}

const everyFlow = 'all';
const placeOf = ({ key, language }: Pick<TextRow, 'key' | 'language'>): string => `${key} ${language}`;

/** Each keeps its order: the newest first. */
function byPlace(rows: readonly TextRow[]): ReadonlyMap<string, readonly TextRow[]> {
  const found = new Map<string, TextRow[]>();
  for (const row of rows) found.set(placeOf(row), [...(found.get(placeOf(row)) ?? []), row]);
  return found;
}

/** Versions of one sentence, newest first. */
function ofWard(
  rows: readonly TextRow[],
  file: string,
): Pick<WordsList['sentences'][number], 'own' | 'pending' | 'version'> {
  const live = rows.find(({ state }) => state === 'live');
  const pending = rows.find(({ state }) => ['draft', 'waiting', 'rejected'].includes(state));
  const isNewer = pending !== undefined && pending.version > (live?.version ?? 0);
  return {
    own: live
      ? { id: live.id, text: live.content.body, fileChanged: live.basedOn !== digestOfSentence(file) }
      : null,
    pending: isNewer ? { id: pending.id, text: pending.content.body, state: pending.state } : null,
    version: rows[0]?.version ?? 0,
  };
}
