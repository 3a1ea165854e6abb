import type { CaseState } from '../../core/case.ts';
import type { ConversationId } from '../../core/ids.ts';
import { spotWithoutHouse } from '../../rules/case-words.ts';
import { maskedExcerpt } from '../../rules/hide-numbers.ts';
import { type CaseSketch, findSimilar, type Similar } from '../../rules/similar-cases.ts';
import type { WardTx } from '../../store/database.ts';
import { loadCandidates, loadSketch, type SimilarRow } from './similar.repo.ts';
import type { Sight } from './visibility.ts';

const lookBackMs = 30 * 86_400_000;

interface SimilarCase {
  readonly id: number;
  readonly code: string;
  readonly excerpt: string;
  readonly score: number;
  readonly state: CaseState;
}

/** Likely doubles of a case, among those that this person sees. */
export async function similarTo(tx: WardTx, sight: Sight, caseId: number): Promise<SimilarCase[]> {
  const sketch = await loadSketch(tx, caseId);
  if (!sketch) return [];
  const rows = await loadCandidates(tx, { sketch, sight, since: sketch.receivedAt - lookBackMs });
  const others = rows.filter(({ id }) => id !== caseId);
  return ranked(sketch, others, 5).map(({ row, score }) => ({
    id: row.id,
    code: row.code,
    excerpt: maskedExcerpt(row.text),
    score,
    state: row.state,
  }));
}

/** What a citizen may know of a case that seems to be theirs too: nothing of what another one wrote. */
export interface KnownMatter {
  readonly id: number;
  readonly code: string;
  readonly score: number;
  readonly category: string | null;
  readonly neighbourhoodId: number | null;
  readonly receivedAt: number;
  /** The street or alley, without the number of a house. */
  readonly spot: string | null;
}

/** For a report that is being written: open cases of others that it may double, to be followed instead. */
export async function findSimilarFor(
  tx: WardTx,
  draft: CaseSketch,
  writer: ConversationId,
): Promise<KnownMatter[]> {
  const rows = await loadCandidates(tx, { sketch: draft, sight: null, since: draft.receivedAt - lookBackMs });
  const others = rows.filter(({ conversationId }) => conversationId !== writer);
  return ranked(draft, others, 3).map(({ row, score }) => ({
    id: row.id,
    code: row.code,
    score,
    category: row.category,
    neighbourhoodId: row.neighbourhoodId,
    receivedAt: row.receivedAt,
    spot: spotWithoutHouse(`${row.where ?? ''}. ${row.text}`) ?? null,
  }));
}

function ranked(
  sketch: CaseSketch,
  rows: readonly SimilarRow[],
  most: number,
): { readonly row: SimilarRow; readonly score: number }[] {
  const rowById = new Map(rows.map((row) => [row.id, row]));
  return findSimilar(sketch, rows, { most }).flatMap(({ id, score }: Similar<number>) => {
    const row = rowById.get(id);
    return row ? [{ row, score }] : [];
  });
}
