import type { WardWords } from '../../catalog/flows/ward-words.ts';
import type { OwnFacts } from '../../catalog/knowledge/own-facts.ts';
import type { ToldGuide } from '../../catalog/knowledge/procedure-file.ts';
import type { KnowledgeContent } from '../../contracts/console/knowledge.ts';
import type { Language } from '../../core/message.ts';
import type { WardTx } from '../../store/database.ts';

/** PostgreSQL's channel on which the ward's id says that what is live has changed. */
export const knowledgeChannel = 'gan_dan_knowledge';

/** At the commit, every process that answers citizens hears of it. */
export async function tellSearch(tx: WardTx): Promise<void> {
  await tx.query('select pg_notify($1, $2)', [knowledgeChannel, String(tx.wardId)]);
}

const live = `ward_id = $1 and state = 'live' and kind in ('faq', 'guide', 'procedure') and language = 'vi'`;

/** Names what is live; '' when nothing is. Versions are never edited once they have been live. */
export async function liveDigest(tx: WardTx): Promise<string> {
  const [row] = await tx.query<{ digest: string | null }>(
    `select string_agg(id::text, ',' order by id) as digest from knowledge_edit where ${live}`,
    [tx.wardId],
  );
  return row?.digest ?? '';
}

/** Answers and guides, and corrections by the code of their procedure. */
export async function loadLiveTexts(
  tx: WardTx,
): Promise<{ guides: ToldGuide[]; facts: ReadonlyMap<string, OwnFacts> }> {
  const rows = await tx.query<{ kind: string; key: string; content: KnowledgeContent }>(
    `select kind, key, content from knowledge_edit where ${live} order by id`,
    [tx.wardId],
  );
  const corrections = rows.filter(({ kind }) => kind === 'procedure');
  return {
    guides: rows
      .filter(({ kind }) => kind !== 'procedure')
      .map(({ key, content: { title, asks, body, links } }) => ({
        id: key,
        title,
        asks,
        body,
        ...(links.length > 0 && { links }),
      })),
    facts: new Map(corrections.map(({ key, content: { facts = {} } }) => [key, facts] as const)),
  };
}

const liveWords = `ward_id = $1 and state = 'live' and kind = 'words'`;

/** Names the wordings that are live; '' when none is. */
export async function wordsDigest(tx: WardTx): Promise<string> {
  const [row] = await tx.query<{ digest: string | null }>(
    `select string_agg(id::text, ',' order by id) as digest from knowledge_edit where ${liveWords}`,
    [tx.wardId],
  );
  return row?.digest ?? '';
}

export async function loadWords(tx: WardTx): Promise<WardWords> {
  const rows = await tx.query<{ key: string; language: Language; text: string }>(
    `select key, language, content->>'body' as text from knowledge_edit where ${liveWords}`,
    [tx.wardId],
  );
  const of = (wanted: Language) =>
    new Map(rows.filter(({ language }) => language === wanted).map(({ key, text }) => [key, text] as const));
  return { vi: of('vi'), en: of('en') };
}
