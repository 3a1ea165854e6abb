import type { QuestionQuery } from '../../contracts/console/knowledge.ts';
import type { WardTx } from '../../store/database.ts';

export interface QuestionRow {
  readonly id: number;
  readonly question: string;
  readonly timesAsked: number;
  readonly lastAskedAt: Date;
  readonly state: 'open' | 'drafted' | 'answered' | 'dismissed';
  readonly knowledgeId: number | null;
}

const columns = `q.id::int, q.question, q.times_asked as "timesAsked", q.last_asked_at as "lastAskedAt", q.state,
  (select k.id::int from knowledge_edit k where k.question_id = q.id and k.state in ('draft', 'waiting', 'live')
   order by k.id desc limit 1) as "knowledgeId"`;

export function listQuestions(tx: WardTx, { state, limit }: QuestionQuery): Promise<QuestionRow[]> {
  return tx.query<QuestionRow & Record<string, unknown>>(
    `select ${columns} from unanswered_question q where q.ward_id = $1 and q.state = $2
     order by q.times_asked desc, q.id limit $3`,
    [tx.wardId, state, limit],
  );
}

/** Held until the transaction ends. */
export async function lockQuestion(tx: WardTx, id: number): Promise<QuestionRow | undefined> {
  const [row] = await tx.query<QuestionRow & Record<string, unknown>>(
    `select ${columns} from unanswered_question q where q.ward_id = $1 and q.id = $2 for update of q`,
    [tx.wardId, id],
  );
  return row;
}

export async function setQuestionState(
  tx: WardTx,
  id: number | null,
  state: QuestionRow['state'],
): Promise<void> {
  await tx.query('update unanswered_question set state = $2 where id = $1', [id, state]);
}
