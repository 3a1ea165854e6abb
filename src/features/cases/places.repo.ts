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

/** The cases that have these messages as parts of their answers. */
export async function casesAnsweredBy(tx: WardTx, messages: readonly number[]): Promise<number[]> {
  const rows = await tx.query<{ id: number }>(
    `select distinct case_id::int as id from case_message
     where message_id = any($1::bigint[]) and answer_id is not null`,
    [messages],
  );
  return rows.map(({ id }) => id);
}
