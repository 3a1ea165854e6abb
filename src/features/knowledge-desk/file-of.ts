import type { WardTx } from '../../store/database.ts';
import { loadProcedureHashes } from '../procedures/index.ts';
import type { KnowledgeDeskDeps } from './desk-deps.ts';
import { digestOf, digestOfProcedure } from './file-digest.ts';
import type { TextRow } from './texts.repo.ts';
import { digestOfFileSentence } from './wording.ts';

type Place = Pick<TextRow, 'kind' | 'key' | 'language'>;

/** Digest of what the starter pack or the import has in a place; null when there is nothing. */
export type FileDigest = (text: Place) => string | null;

/** Reads what was imported for these places, so that all of them can be looked at. */
export async function readFileDigests(
  tx: WardTx,
  { files, procedures, book }: KnowledgeDeskDeps,
  places: readonly Place[],
): Promise<FileDigest> {
  const codes = places.filter(({ kind }) => kind === 'procedure').map(({ key }) => key);
  const imported = codes.length > 0 ? await loadProcedureHashes(tx, codes) : new Map<string, string>();
  return (text) => {
    if (text.kind === 'words') return digestOfFileSentence(book(), text);
    if (text.kind === 'procedure') {
      const curated = procedures().get(text.key);
      return curated ? digestOfProcedure(curated) : (imported.get(text.key) ?? null);
    }
    const file = text.kind === 'guide' ? files().get(text.key) : undefined;
    return file ? digestOf(file) : null;
  };
}
