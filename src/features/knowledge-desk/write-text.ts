import type { KnowledgeContent, NewKnowledge } from '../../contracts/console/knowledge.ts';
import type { Actor } from '../../core/actor.ts';
import { foldWords } from '../../core/fold.ts';
import type { Language } from '../../core/message.ts';
import type { WardTx } from '../../store/database.ts';
import type { KnowledgeDeskDeps } from './desk-deps.ts';
import { readFileDigests } from './file-of.ts';
import { refusal } from './knowledge-desk.errors.ts';
import { lockQuestion, setQuestionState } from './questions.repo.ts';
import { insertDraft, lockNewest, lockText, setState } from './texts.repo.ts';
import { refuseFaulty } from './wording.ts';

const maxKeyChars = 60;

/** A new version as a draft; what is live stays until it is approved. */
export function writeText(deps: KnowledgeDeskDeps, actor: Actor, text: NewKnowledge): Promise<number> {
  const { kind, content, after } = text;
  const place = {
    kind,
    key: text.key ?? newKey(content.title, deps.now()),
    language: languageOf(text),
  };
  return deps.db.forWard(actor.wardId, async (tx) => {
    const newest = await lockNewest(tx, place);
    if (after !== undefined && after !== newest) throw refusal('knowledge_changed');
    if (kind === 'words') await refuseFaulty(tx, deps, { ...place, text: content.body });
    const basedOn = (await readFileDigests(tx, deps, [place]))(place);
    if (kind === 'procedure') refuseEmpty(content, basedOn);
    return insertDraft(tx, { ...place, content, basedOn, questionId: null, authorId: actor.staffId });
  });
}

/** Only a procedure that is told can be corrected. */
function refuseEmpty({ facts = {} }: KnowledgeContent, published: string | null): void {
  if (published === null) throw refusal('procedure_unknown');
  if (Object.keys(facts).length === 0) throw refusal('procedure_no_facts');
}

/** Answers and guides are searched in Vietnamese alone. */
const languageOf = ({ kind, language }: NewKnowledge): Language =>
  kind === 'words' ? (language ?? 'vi') : 'vi';

/** Readable in a list; the moment keeps two of the same title apart. */
function newKey(title: string, now: number): string {
  const words = foldWords(title).slice(0, maxKeyChars).trim().replaceAll(' ', '-');
  return [words || 'muc', now.toString(36)].join('-').replace(/-+/g, '-');
}

/** One click: what citizens asked becomes the question of a FAQ, to be answered. A draft there already is found again. */
export function draftAnswer(deps: KnowledgeDeskDeps, actor: Actor, questionId: number): Promise<number> {
  return deps.db.forWard(actor.wardId, async (tx) => {
    const asked = await lockQuestion(tx, questionId);
    if (!asked) throw refusal('knowledge_not_found');
    if (asked.knowledgeId !== null) return asked.knowledgeId;
    const title = asked.question.slice(0, 300);
    const content: KnowledgeContent = { title, asks: [], body: '', links: [] };
    const key = `hoi-dap-${questionId}`;
    await setQuestionState(tx, questionId, 'drafted');
    const place = { kind: 'faq', key, language: 'vi' } as const;
    await lockNewest(tx, place);
    return insertDraft(tx, { ...place, content, basedOn: null, questionId, authorId: actor.staffId });
  });
}

export function dismissQuestion(deps: KnowledgeDeskDeps, actor: Actor, questionId: number): Promise<void> {
  return deps.db.forWard(actor.wardId, async (tx) => {
    const asked = await lockQuestion(tx, questionId);
    if (!asked) throw refusal('knowledge_not_found');
    if (asked.state === 'answered') throw refusal('knowledge_not_now');
    await setQuestionState(tx, questionId, 'dismissed');
  });
}

/** Lays a draft, or one that came back, before a reviewer. */
export function submitText(deps: KnowledgeDeskDeps, actor: Actor, id: number): Promise<void> {
  return deps.db.forWard(actor.wardId, (tx) => submit(tx, id));
}

async function submit(tx: WardTx, id: number): Promise<void> {
  const text = await lockText(tx, id);
  if (!text) throw refusal('knowledge_not_found');
  if (text.state !== 'draft' && text.state !== 'rejected') throw refusal('knowledge_not_now');
  if (text.kind !== 'procedure' && text.content.body === '') throw refusal('knowledge_no_answer');
  await setState(tx, id, 'waiting');
}
