import type { WardTx } from '../../store/database.ts';

export interface DossierPhoto {
  readonly width: number;
  readonly height: number;
  readonly content: Buffer;
}

export function loadPhotos(tx: WardTx, caseId: number): Promise<DossierPhoto[]> {
  return tx.query<DossierPhoto & Record<string, unknown>>(
    'select width, height, content from case_photo where case_id = $1 order by created_at, id limit 20',
    [caseId],
  );
}

export async function loadPlaceNames(
  tx: WardTx,
  caseId: number,
): Promise<{ readonly office: string | null; readonly neighbourhood: string | null }> {
  const [row] = await tx.query<{ office: string | null; neighbourhood: string | null }>(
    `select o.name as office, n.name as neighbourhood from citizen_case c
     left join office o on o.id = c.office_id left join neighbourhood n on n.id = c.neighbourhood_id
     where c.id = $1`,
    [caseId],
  );
  return row ?? { office: null, neighbourhood: null };
}
