import type {
  KnowledgeContent,
  KnowledgeList,
  KnowledgePreviews,
  KnowledgeQuery,
  KnowledgeRow,
  QuestionList,
  QuestionQuery,
} from '../../contracts/console/knowledge.ts';
import type { Actor } from '../../core/actor.ts';
import { renderMessage } from '../conversations/index.ts';
import type { KnowledgeDeskDeps } from './desk-deps.ts';
import { contentOf } from './file-digest.ts';
import { type FileDigest, readFileDigests } from './file-of.ts';
import { listQuestions } from './questions.repo.ts';
import { listTexts, type TextRow } from './texts.repo.ts';

export async function readQuestions(
  { db }: KnowledgeDeskDeps,
  { wardId }: Actor,
  query: QuestionQuery,
): Promise<QuestionList> {
  const rows = await db.forWard(wardId, (tx) => listQuestions(tx, query));
  return { questions: rows.map((row) => ({ ...row, lastAskedAt: row.lastAskedAt.getTime() })) };
}

/** The ward's own texts, and the files that nothing has replaced. */
export async function readTexts(
  deps: KnowledgeDeskDeps,
  { wardId }: Actor,
  query: KnowledgeQuery,
): Promise<KnowledgeList> {
  const { db, files } = deps;
  const { rows, live, digest } = await db.forWard(wardId, async (tx) => {
    const found = await listTexts(tx, query);
    return {
      rows: found,
      live: await listTexts(tx, { kind: 'guide', state: 'live' }),
      digest: await readFileDigests(tx, deps, found),
    };
  });
  const replaced = new Set(live.map(({ key }) => key));
  const wanted = (query.kind ?? 'guide') === 'guide' && (query.state ?? 'live') === 'live';
  const untouched = wanted ? [...files().values()].filter(({ id }) => !replaced.has(id)) : [];
  return {
    texts: rows.map((row) => toRow(row, digest)),
    files: untouched
      .filter(({ id }) => query.key === undefined || query.key === id)
      .map((file) => ({ kind: 'guide' as const, key: file.id, content: contentOf(file) })),
    original: originalOf(deps, query),
  };
}

function originalOf({ files }: KnowledgeDeskDeps, { key = '' }: KnowledgeQuery): KnowledgeContent | null {
  const file = files().get(key);
  return file ? contentOf(file) : null;
}

function toRow(row: TextRow, digest: FileDigest): KnowledgeRow {
  const { authorId, authorName, reviewerId, reviewerName, basedOn, createdAt, decidedAt, ...rest } = row;
  return {
    ...rest,
    author: authorId === null ? null : { id: authorId, name: authorName ?? '' },
    reviewer: reviewerId === null ? null : { id: reviewerId, name: reviewerName ?? '' },
    createdAt: createdAt.getTime(),
    decidedAt: decidedAt?.getTime() ?? null,
    fileChanged: basedOn !== null && basedOn !== digest(row),
  };
}

/** As each of the ward's channels shows it. */
export function previewText(
  { channelsOf }: KnowledgeDeskDeps,
  { wardId }: Actor,
  { body, links, facts }: KnowledgeContent,
): KnowledgePreviews {
  const message = { text: facts ? Object.values(facts).join('\n') : body, choices: [], links };
  return {
    previews: [...channelsOf(wardId)].map(([channel, capabilities]) => ({
      channel,
      messages: renderMessage(message, capabilities).map(({ text, linkButtons }) => ({
        text,
        buttons: linkButtons.map(({ label, url }) => ({ label, url })),
      })),
    })),
  };
}
