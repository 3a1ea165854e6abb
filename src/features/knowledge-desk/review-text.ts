import type { Actor } from '../../core/actor.ts';
import type { WardTx } from '../../store/database.ts';
import { recordAct } from '../staff/index.ts';
import type { KnowledgeDeskDeps } from './desk-deps.ts';
import { readFileDigests } from './file-of.ts';
import { refusal } from './knowledge-desk.errors.ts';
import { tellSearch } from './live-texts.repo.ts';
import { setQuestionState } from './questions.repo.ts';
import {
  approvedBefore,
  countReviewers,
  lockText,
  replaceLive,
  setBasis,
  setState,
  type TextRow,
} from './texts.repo.ts';
import { refuseFaulty } from './wording.ts';

interface Review {
  readonly id: number;
  readonly words?: string | undefined;
}

/** From now on citizens are told this version. */
export function approveText(deps: KnowledgeDeskDeps, actor: Actor, review: Review): Promise<void> {
  return deps.db.forWard(actor.wardId, async (tx) => {
    const text = await lockInState(tx, review.id, 'waiting');
    await refuseOwn(tx, actor, text);
    if (text.kind === 'words') await refuseFaulty(tx, deps, { ...text, text: text.content.body });
    await replaceLive(tx, text);
    await setState(tx, text.id, 'live', decidedBy(deps, actor, review));
    await setQuestionState(tx, text.questionId, 'answered');
    await tellSearch(tx);
  });
}

export function rejectText(deps: KnowledgeDeskDeps, actor: Actor, review: Review): Promise<void> {
  return deps.db.forWard(actor.wardId, async (tx) => {
    const text = await lockInState(tx, review.id, 'waiting');
    await setState(tx, text.id, 'rejected', decidedBy(deps, actor, review));
  });
}

/** The version that was approved before is told again; without one, what the files say, or nothing. */
export function rollBack(deps: KnowledgeDeskDeps, actor: Actor, id: number): Promise<void> {
  return deps.db.forWard(actor.wardId, async (tx) => {
    const text = await lockInState(tx, id, 'live');
    const before = await approvedBefore(tx, text);
    if (before === undefined) {
      await retire(tx, text);
      return;
    }
    await setState(tx, text.id, 'retired');
    await setState(tx, before, 'live');
    await tellSearch(tx);
  });
}

/** Somebody has compared it with the file as it is now, and the ward's version stays. */
export function keepText(deps: KnowledgeDeskDeps, actor: Actor, id: number): Promise<void> {
  return deps.db.forWard(actor.wardId, async (tx) => {
    const text = await lockInState(tx, id, 'live');
    await setBasis(tx, id, (await readFileDigests(tx, deps, [text]))(text));
    const act = { staffId: actor.staffId, at: deps.now(), target: `knowledge ${id}` };
    await recordAct(tx, { ...act, action: 'knowledge.kept', facts: { kind: text.kind, key: text.key } });
  });
}

/** Told no more. */
export function retireText(deps: KnowledgeDeskDeps, actor: Actor, id: number): Promise<void> {
  return deps.db.forWard(actor.wardId, async (tx) => retire(tx, await lockInState(tx, id, 'live')));
}

/** Its question is one without an answer again. */
async function retire(tx: WardTx, text: TextRow): Promise<void> {
  await setState(tx, text.id, 'retired');
  await setQuestionState(tx, text.questionId, 'open');
  await tellSearch(tx);
}

async function lockInState(tx: WardTx, id: number, state: TextRow['state']): Promise<TextRow> {
  const text = await lockText(tx, id);
  if (!text) throw refusal('knowledge_not_found');
  if (text.state !== state) throw refusal('knowledge_not_now');
  return text;
}

/** Four eyes, where there are two people. */
async function refuseOwn(tx: WardTx, actor: Actor, { authorId }: TextRow): Promise<void> {
  if (authorId === actor.staffId && (await countReviewers(tx)) > 1) throw refusal('knowledge_own_review');
}

const decidedBy = (deps: KnowledgeDeskDeps, actor: Actor, { words }: Review) => ({
  by: actor.staffId,
  words: words || null,
  at: new Date(deps.now()),
});
