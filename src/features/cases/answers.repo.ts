import type { WardTx } from '../../store/database.ts';

export type AnswerState = 'waiting_approval' | 'returned' | 'queued' | 'phoned';

export interface StoredAnswer {
  readonly id: number;
  readonly body: string;
  readonly isFinal: boolean;
  readonly state: AnswerState;
  readonly writtenById: number;
}

export async function insertAnswer(
  tx: WardTx,
  answer: {
    readonly caseId: number;
    readonly body: string;
    readonly isFinal: boolean;
    readonly state: AnswerState;
    readonly writtenById: number;
    readonly at: number;
  },
): Promise<number> {
  const [row] = await tx.query<{ id: number }>(
    `insert into case_answer (ward_id, case_id, body, is_final, state, written_by_id, created_at)
     values ($1, $2, $3, $4, $5, $6, $7) returning id::int as id`,
    [
      tx.wardId,
      answer.caseId,
      answer.body,
      answer.isFinal,
      answer.state,
      answer.writtenById,
      new Date(answer.at),
    ],
  );
  if (!row) throw new Error('The answer was not stored');
  return row.id;
}

export async function loadAnswer(
  tx: WardTx,
  caseId: number,
  answerId: number,
): Promise<StoredAnswer | undefined> {
  const [row] = await tx.query<StoredAnswer & Record<string, unknown>>(
    `select id::int, body, is_final as "isFinal", state, written_by_id as "writtenById"
     from case_answer where case_id = $1 and id = $2`,
    [caseId, answerId],
  );
  return row;
}

interface Decision {
  readonly staffId: number;
  readonly at: number;
}

export async function decideAnswer(
  tx: WardTx,
  answerId: number,
  state: AnswerState,
  { staffId, at }: Decision,
): Promise<void> {
  await tx.query('update case_answer set state = $2, decided_by_id = $3, decided_at = $4 where id = $1', [
    answerId,
    state,
    staffId,
    new Date(at),
  ]);
}

/** The case goes elsewhere: what waits for approval is not said any more. */
export async function returnWaiting(tx: WardTx, caseId: number, { staffId, at }: Decision): Promise<void> {
  await tx.query(
    `update case_answer set state = 'returned', decided_by_id = $2, decided_at = $3
     where case_id = $1 and state = 'waiting_approval'`,
    [caseId, staffId, new Date(at)],
  );
}
