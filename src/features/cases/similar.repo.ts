import type { CaseState } from '../../core/case.ts';
import type { CaseSketch } from '../../rules/similar-cases.ts';
import type { WardTx } from '../../store/database.ts';
import { millis, openStates } from './case-list.repo.ts';
import { type Sight, sightValues, visibleSql } from './visibility.ts';

export interface SimilarRow extends CaseSketch {
  readonly id: number;
  readonly code: string;
  readonly state: CaseState;
  readonly conversationId: number | null;
}

const columns = `c.id::int, c.code, c.state, c.category, c.conversation_id::int as "conversationId", c.neighbourhood_id as "neighbourhoodId", c.body as text, c.address as "where",
  case when c.latitude is null then null
       else json_build_object('latitude', c.latitude, 'longitude', c.longitude) end as place,
  ${millis('c.received_at')} as "receivedAt"`;
/** More of one category within a month are not compared. */
const most = 500;

export async function loadSketch(tx: WardTx, caseId: number): Promise<SimilarRow | undefined> {
  const [row] = await tx.query<SimilarRow & Record<string, unknown>>(
    `select ${columns} from citizen_case c where c.id = $1`,
    [caseId],
  );
  return row;
}

/** For staff what they see, but for merged ones; for a citizen (`sight` null) what is open, and no conduct of staff. */
export function loadCandidates(
  tx: WardTx,
  wanted: { readonly sketch: CaseSketch; readonly sight: Sight | null; readonly since: number },
): Promise<SimilarRow[]> {
  const { sketch, sight, since } = wanted;
  const values = [tx.wardId, sketch.category, new Date(since)];
  const whose = sight ? `c.state <> 'merged' and ${visibleSql(4)}` : `${openStates} and not c.chair_only`;
  return tx.query<SimilarRow & Record<string, unknown>>(
    `select ${columns} from citizen_case c
     where c.ward_id = $1 and c.category = $2 and c.received_at >= $3 and ${whose}
     order by c.received_at desc limit ${most}`,
    sight ? [...values, ...sightValues(sight)] : values,
  );
}
