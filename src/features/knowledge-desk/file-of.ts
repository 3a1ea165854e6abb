import type { KnowledgeDeskDeps } from './desk-deps.ts';
import { digestOf } from './file-digest.ts';
import type { TextRow } from './texts.repo.ts';
import { digestOfFileSentence } from './wording.ts';

/** Digest of what the starter pack has in this place; null when it has nothing there. */
export function fileDigest(
  { files, book }: KnowledgeDeskDeps,
  text: Pick<TextRow, 'kind' | 'key' | 'language'>,
): string | null {
  if (text.kind === 'words') return digestOfFileSentence(book(), text);
  const file = text.kind === 'guide' ? files().get(text.key) : undefined;
  return file ? digestOf(file) : null;
}
