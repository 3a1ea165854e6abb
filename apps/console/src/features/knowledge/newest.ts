import type { KnowledgeRow } from '../../../../../src/contracts/console/knowledge.ts';

/** Of each text the version to look at first: the newest one. */
export function newestOf(texts: readonly KnowledgeRow[]): KnowledgeRow[] {
  const newest = new Map<string, KnowledgeRow>();
  for (const text of texts) {
    const place = `${text.kind} ${text.key} ${text.language}`;
    const known = newest.get(place);
    if (!known || known.version < text.version) newest.set(place, text);
  }
  return [...newest.values()];
}
