import { foldWords } from '../../core/fold.ts';
import type { ConversationId } from '../../core/ids.ts';
import type { WardTx } from '../../store/database.ts';
import { foldedQuestion } from '../questions/index.ts';

export interface CaseOfCitizen {
  readonly id: number;
  readonly code: string;
}

/**
 * The citizen's cases without the citizen: code, category, dates and state stay, for the register must stay
 * countable. The lines of the history stay as they are; what was written with them is gone, and so are answers,
 * which speak to a person by name.
 */
export async function eraseCases(tx: WardTx, id: ConversationId): Promise<void> {
  const rows = await tx.query<{ id: number; code: string }>(
    'select id::int, code from citizen_case where conversation_id = $1 for update',
    [id],
  );
  await blankCases(tx, rows);
  await tx.query('delete from case_photo where conversation_id = $1', [id]);
  await tx.query('delete from case_follower where conversation_id = $1', [id]);
  await tx.query('delete from petition where conversation_id = $1', [id]);
}

/** A case that staff filed for somebody without a chat, held; undefined when it belongs to a conversation. */
export async function lockDeskCase(tx: WardTx, code: string): Promise<CaseOfCitizen | undefined> {
  const [row] = await tx.query<{ id: number; code: string }>(
    'select id::int, code from citizen_case where ward_id = $1 and code = $2 and conversation_id is null for update',
    [tx.wardId, code],
  );
  return row;
}

export async function blankCases(tx: WardTx, rows: readonly CaseOfCitizen[]): Promise<void> {
  const ids = rows.map((row) => row.id);
  if (ids.length > 0) await eraseWords(tx, ids);
  for (const { id: caseId, code } of rows)
    await tx.query(
      `update citizen_case set body = '', video_link = null, address = null, latitude = null, longitude = null,
         contact_sealed = null, conversation_id = null, news_at = null, version = version + 1,
         search_words = to_tsvector('simple', $2) where id = $1`,
      [caseId, foldWords(code)],
    );
}

/** What hangs on the cases. */
async function eraseWords(tx: WardTx, caseIds: readonly number[]): Promise<void> {
  const statements = [
    `update case_note set body = '', mentions = '[]' where case_id = any($1)`,
    `update case_answer set body = '' where case_id = any($1)`,
    `update staff_notice set facts = '{}' where case_id = any($1)`,
    'delete from case_photo where case_id = any($1)',
    'delete from publication where case_id = any($1)',
  ];
  for (const statement of statements) await tx.query(statement, [caseIds]);
}

const batch = 500;

/** Questions without an answer are tied to nobody: the citizen's are found by their words, if nobody else asked them. */
export async function eraseQuestions(tx: WardTx, id: ConversationId): Promise<void> {
  const said = await tx.query<{ text: string }>(
    `select e.payload->'content'->>'text' as text from inbound_event e
     join identity i on e.account_id = i.account_id and e.external_id = i.external_id
     where i.id = $1 and e.payload->'content' ? 'text'`,
    [id],
  );
  const folded = [...new Set(said.map(({ text }) => foldedQuestion(text)))].filter((words) => words !== '');
  for (let start = 0; start < folded.length; start += batch)
    await tx.query(
      'delete from unanswered_question where ward_id = $1 and folded = any($2) and times_asked = 1',
      [tx.wardId, folded.slice(start, start + batch)],
    );
}
