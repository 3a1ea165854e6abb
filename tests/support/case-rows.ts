import { foldWords } from '../../src/core/fold.ts';
import type { WardId } from '../../src/core/ids.ts';
import { makeCaseCode } from '../../src/rules/case-code.ts';
import type { Database } from '../../src/store/database.ts';

export interface CaseRow {
  readonly category: string;
  readonly body: string;
  readonly officeId: number | null;
  readonly state: string;
  readonly receivedAt: number;
  readonly dueAt: number;
  /** Null = not answered. */
  readonly answeredAt: number | null;
  readonly answer: string;
  readonly chairOnly: boolean;
  readonly conversationId: number | null;
}

const day = 24 * 3_600_000;
/** A Monday, 9 o'clock in Vietnam. */
export const monday = Date.parse('2026-11-23T09:00:00+07:00');
let order = 0;

export interface MadeCase {
  readonly id: number;
  readonly code: string;
}

/** A case as it lies in the table, with its final answer when it has one. */
export async function createCase(
  database: Database,
  ward: WardId,
  over: Partial<CaseRow> & { readonly writtenById: number },
): Promise<MadeCase> {
  const row: CaseRow = {
    category: 'moi-truong',
    body: 'Rác đổ đầy đầu hẻm ba hôm nay',
    officeId: null,
    state: 'answered',
    receivedAt: monday,
    dueAt: monday + 9 * day,
    answeredAt: monday + 2 * day,
    answer: 'Phường đã cho dọn sạch trong sáng nay.',
    chairOnly: false,
    conversationId: null,
    ...over,
  };
  order += 1;
  const code = makeCaseCode(row.receivedAt, order);
  const moment = (at: number | null): Date | null => (at === null ? null : new Date(at));
  const [made] = await database.systemQuery<{ id: number }>(
    `insert into citizen_case (ward_id, code, kind, category, body, office_id, state, received_at, clock_started_at,
       due_at, answered_at, closed_at, chair_only, conversation_id, channel, deadline, search_words)
     values ($1, $2, 'feedback', $3, $4, $5, $6, $7, $7, $8, $9, $9, $10, $11, 'web-chat', '{}',
       to_tsvector('simple', $12)) returning id::int as id`,
    [
      ward,
      code,
      row.category,
      row.body,
      row.officeId,
      row.state,
      moment(row.receivedAt),
      moment(row.dueAt),
      moment(row.answeredAt),
      row.chairOnly,
      row.conversationId,
      foldWords(`${code} ${row.body}`),
    ],
  );
  const id = made?.id ?? 0;
  if (row.answeredAt !== null)
    await database.systemQuery(
      `insert into case_answer (ward_id, case_id, body, is_final, state, written_by_id)
       values ($1, $2, $3, true, 'queued', $4)`,
      [ward, id, row.answer, over.writtenById],
    );
  return { id, code };
}

export async function createStaff(database: Database, ward: WardId, name: string): Promise<number> {
  const [person] = await database.systemQuery<{ id: number }>(
    `insert into staff (ward_id, email, name, password_hash) values ($1, $2, $3, '') returning id`,
    [ward, `${foldWords(name).replaceAll(' ', '.')}.${ward}@phuong.example`, name],
  );
  return person?.id ?? 0;
}
