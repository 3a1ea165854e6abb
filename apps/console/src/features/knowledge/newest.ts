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

/** What counts of one text: what is being written or reviewed, else what is live. */
export function currentOf(rows: readonly KnowledgeRow[]): KnowledgeRow | undefined {
  const newest = newestOf(rows)[0];
  return newest && !['replaced', 'retired'].includes(newest.state) ? newest : liveOf(rows);
}

/** A form starts anew when another version comes to be told. */
export const liveOf = (rows: readonly KnowledgeRow[]): KnowledgeRow | undefined =>
  rows.find(({ state }) => state === 'live');

/** What is to be written anew, as the address says it. */
export const readKind = ({ kind }: Readonly<Record<string, unknown>>): { readonly kind?: 'faq' | 'guide' } =>
  kind === 'faq' || kind === 'guide' ? { kind } : {};
