import { foldWords } from '../../src/core/fold.ts';
import { sealContact } from '../../src/features/cases/index.ts';
import type { Seal } from '../../src/lib/seal.ts';
import { createCase } from './case-rows.ts';
import type { TestCitizen, TestDatabase } from './test-database.ts';

/** What only this citizen wrote, in each writing in which it could lie somewhere: a word, folded, a phone. */
export const markersOf = ({ conversationId }: TestCitizen) =>
  [
    `Bí-Mật-x${conversationId}x`,
    `bimatx${conversationId}x`,
    `09000${String(conversationId).padStart(5, '0')}`,
  ] as const;

/** Puts the citizen into every place that can hold one; returns the id of their case. */
export async function plantCitizen(
  { database }: TestDatabase,
  citizen: TestCitizen,
  { seal, staffId }: { readonly seal: Seal; readonly staffId: number },
): Promise<number> {
  const { wardId, accountId, conversationId: id } = citizen;
  const [word, folded, phone] = markersOf(citizen);
  const marked = `${word} ${folded} ${phone}`;
  const run = (sql: string, ...values: readonly unknown[]) => database.systemQuery(sql, values);
  const { id: caseId } = await createCase(database, wardId, {
    writtenById: staffId,
    conversationId: id,
    body: marked,
    answer: `Chào ${marked}`,
  });
  await run('update identity set source = $2 where id = $1', id, marked);
  await run('update conversation set session = $2 where id = $1', id, JSON.stringify({ said: marked }));
  await run(
    `insert into inbound_event (ward_id, account_id, event_id, external_id, lane, payload, state, last_error)
     select $1, $2, $6, external_id, 0, $4, 'done', $5 from identity where id = $3`,
    wardId,
    accountId,
    id,
    JSON.stringify({ content: { kind: 'text', text: marked }, displayName: word }),
    marked,
    `event-${id}`,
  );
  const [message] = await run(
    `insert into message (ward_id, account_id, conversation_id, body, state) values ($1, $2, $3, $4, 'delivered')
     returning id`,
    wardId,
    accountId,
    id,
    JSON.stringify({ text: marked }),
  );
  await run(
    'insert into case_message (message_id, ward_id, case_id) values ($1, $2, $3)',
    message?.id,
    wardId,
    caseId,
  );
  await run(
    'insert into handoff_request (ward_id, conversation_id, topic) values ($1, $2, $3)',
    wardId,
    id,
    marked,
  );
  await run(
    `insert into contact_fact (ward_id, conversation_id, name) values ($1, $2, 'flow:x')`,
    wardId,
    id,
  );
  await run(
    `insert into dossier (ward_id, code, facts, content_hash) values ($1, $2, '{"state":"received"}', '')`,
    wardId,
    `H29-261101-${String(id).padStart(4, '0')}`,
  );
  await run(
    `insert into dossier_subscription (ward_id, dossier_id, conversation_id, told_hash)
     select $1, max(id), $2, $3 from dossier where ward_id = $1`,
    wardId,
    id,
    marked,
  );
  await run(
    'insert into dossier_attempt (ward_id, conversation_id, code_hash) values ($1, $2, $3)',
    wardId,
    id,
    'h',
  );
  await run(
    'insert into pending_lookup (ward_id, conversation_id, sealed) values ($1, $2, $3)',
    wardId,
    id,
    marked,
  );
  await run(
    `insert into stored_file (id, ward_id, account_id, external_id, mime, content)
     select $1, $2, $3, external_id, 'image/jpeg', $5 from identity where id = $4`,
    `file-${id}`,
    wardId,
    accountId,
    id,
    Buffer.from(marked),
  );
  await run(
    `insert into unanswered_question (ward_id, question, folded) values ($1, $2, $3)`,
    wardId,
    `${word} ${folded} ***`,
    foldWords(`${word} ${folded} ***`),
  );
  await run(
    `update citizen_case set address = $2, latitude = 10.98, longitude = 106.65, video_link = $2,
       contact_sealed = $3, rating = 2, search_words = to_tsvector('simple', $4 || ' ' || code) where id = $1`,
    caseId,
    marked,
    sealContact(seal, { name: word, phone }),
    foldWords(marked),
  );
  for (const kind of ['citizen', 'internal', 'reason'])
    await run(
      'insert into case_note (ward_id, case_id, kind, body) values ($1, $2, $3, $4)',
      wardId,
      caseId,
      kind,
      marked,
    );
  await run(
    `insert into case_event (ward_id, case_id, at, actor, kind, facts)
     select $1, $2, now(), 'citizen', 'rated', json_build_object('rating', 2, 'noteId', max(id)) from case_note
     where case_id = $2`,
    wardId,
    caseId,
  );
  await run(
    `insert into case_photo (id, ward_id, case_id, conversation_id, mime, width, height, content)
     values ($1, $2, $3, $4, 'image/jpeg', 1, 1, $6), ($5, $2, null, $4, 'image/jpeg', 1, 1, $6)`,
    `photo-${id}`,
    wardId,
    caseId,
    id,
    `draft-${id}`,
    Buffer.from(marked),
  );
  await run(
    `insert into publication (case_id, ward_id, question, answer, category, asked_on, answered_on, state)
     values ($1, $2, $3, $3, 'dien', now(), now(), 'released')`,
    caseId,
    wardId,
    marked,
  );
  await run(
    `insert into petition (ward_id, kind, contact_sealed, conversation_id) values ($1, 'denunciation', $2, $3)`,
    wardId,
    seal.seal('petition-contact', JSON.stringify({ name: word, phone, words: marked })),
    id,
  );
  await run(
    `insert into staff_notice (ward_id, occasion, kind, case_id, staff_id, way, facts)
     values ($1, $2, 'new_case', $3, $4, 'email', $5)`,
    wardId,
    `new_case:${caseId}`,
    caseId,
    staffId,
    JSON.stringify({ word: marked }),
  );
  await run(
    `insert into staff_chat (ward_id, staff_id, account_id, external_id)
     select $1, $2, $3, external_id from identity where id = $4`,
    wardId,
    staffId,
    accountId,
    id,
  );
  const other = await createCase(database, wardId, { writtenById: staffId });
  await run(
    'insert into case_follower (ward_id, case_id, conversation_id) values ($1, $2, $3)',
    wardId,
    other.id,
    id,
  );
  return caseId;
}

/** Every table that holds one of the texts, in any column: also inside bytes and among search words. */
export async function tablesHolding({ database }: TestDatabase, texts: readonly string[]): Promise<string[]> {
  const columns = await database.systemQuery<{ table: string; column: string; type: string }>(
    `select c.table_name as table, c.column_name as column, c.data_type as type
     from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'public' and t.table_type = 'BASE TABLE'`,
  );
  const holding = new Set<string>();
  for (const { table, column, type } of columns) {
    const text = type === 'bytea' ? `encode("${column}", 'escape')` : `"${column}"::text`;
    const wanted = type === 'bytea' ? `encode(convert_to(w, 'UTF8'), 'escape')` : 'w';
    const rows = await database.systemQuery(
      `select 1 from "${table}" where exists (select from unnest($1::text[]) w where position(${wanted} in ${text}) > 0)
       limit 1`,
      [texts],
    );
    if (rows.length > 0) holding.add(table);
  }
  return [...holding].sort();
}
