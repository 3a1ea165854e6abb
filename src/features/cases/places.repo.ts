import type { WardTx } from '../../store/database.ts';
import type { Place } from './visibility.ts';

/** What decides who sees these cases. */
export function loadPlaces(tx: WardTx, ids: readonly number[]): Promise<(Place & { readonly id: number })[]> {
  return tx.query<Place & { id: number } & Record<string, unknown>>(
    `select id::int, office_id as "officeId", neighbourhood_id as "neighbourhoodId",
            assignee_id as "assigneeId", chair_only as "chairOnly"
     from citizen_case where id = any($1::bigint[])`,
    [ids],
  );
}
