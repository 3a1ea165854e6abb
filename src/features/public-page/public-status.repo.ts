import type { CaseState } from '../../core/case.ts';
import type { WardTx } from '../../store/database.ts';

/** How far a case is: no word of it, and nobody's name. */
export interface CaseProgress {
  readonly code: string;
  readonly state: CaseState;
  readonly office: string | null;
  readonly receivedAt: number;
  readonly dueAt: number;
  readonly answeredAt: number | null;
  readonly changedAt: number;
}

const millis = (column: string): string => `(extract(epoch from ${column}) * 1000)::float8`;

export async function loadProgress(tx: WardTx, code: string): Promise<CaseProgress | undefined> {
  const [row] = await tx.query<CaseProgress & Record<string, unknown>>(
    `select c.code, c.state, o.name as office, ${millis('c.received_at')} as "receivedAt",
       ${millis('c.due_at')} as "dueAt", ${millis('c.answered_at')} as "answeredAt",
       ${millis('c.changed_at')} as "changedAt"
     from citizen_case c left join office o on o.id = c.office_id where c.ward_id = $1 and c.code = $2`,
    [tx.wardId, code],
  );
  return row;
}
