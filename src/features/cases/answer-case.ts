import { answerPlaces, openPlaces } from '../../contracts/console/open-places.ts';
import { type Actor, hasRole } from '../../core/actor.ts';
import type { AccountId } from '../../core/ids.ts';
import type { Language } from '../../core/message.ts';
import type { WardTx } from '../../store/database.ts';
import { renderMessage } from '../conversations/index.ts';
import { loadWard } from '../wards/index.ts';
import { type Act, admit, change, seen } from './admit.ts';
import { decideAnswer, insertAnswer, loadAnswer, type StoredAnswer } from './answers.repo.ts';
import { loadChat } from './case-detail.repo.ts';
import { type CaseFacts, loadFacts, type NewValues } from './case-facts.repo.ts';
import { dayWords, newsText, officeOf, tellNews } from './case-news.ts';
import { refusal } from './cases.errors.ts';
import type { CaseDesk } from './desk.ts';
import { ended } from './end-case.ts';
import { noticeStaff } from './notify-staff.ts';
import { record } from './record.ts';

type Due = readonly AccountId[];

/** What an officer wrote, its places filled: `{code}`, `{due}`, `{office}`, `{officer}`, `{category}`. */
function filled(
  body: string,
  {
    facts,
    officer,
    wardName,
  }: { readonly facts: CaseFacts; readonly officer: string; readonly wardName: string },
): string {
  const values: Readonly<Record<(typeof answerPlaces)[number], string>> = {
    code: facts.code,
    due: dayWords(facts.dueAt),
    office: officeOf(facts, wardName),
    officer,
    category: facts.categoryVi ?? facts.category,
  };
  return answerPlaces.reduce((text, name) => text.replaceAll(`{${name}}`, () => values[name]), body.trim());
}

/** What is still open goes to nobody. */
function refuseUnfinished(body: string): void {
  const open = openPlaces(body);
  if (open.length > 0) throw refusal('answer_unfinished', { places: open });
}

/** Sends an answer, or lays it before the chair where its category demands that. */
export async function answer(
  tx: WardTx,
  desk: CaseDesk,
  wish: {
    readonly act: Act;
    readonly body: string;
    readonly isFinal: boolean;
    readonly withoutChat?: boolean;
  },
): Promise<Due> {
  const { act, isFinal, withoutChat = false } = wish;
  const facts = await admit(tx, act, 'answer');
  const { caseId, at, actor } = act;
  refuseUnfinished(wish.body);
  const body = filled(wish.body, { facts, officer: actor.name, wardName: (await loadWard(tx)).name });
  // The chair is who approves: what the chair writes has been approved.
  const waits = facts.needsApproval && !hasRole(actor, 'approver');
  const state = waits ? 'waiting_approval' : 'queued';
  const answerId = await insertAnswer(tx, { caseId, body, isFinal, state, writtenById: actor.staffId, at });
  if (!waits) return send(tx, desk, { act, facts, answer: { id: answerId, body, isFinal }, withoutChat });
  await change(tx, act, {});
  await record(tx, { caseId, at, staffId: actor.staffId, kind: 'drafted', facts: { answerId } });
  const occasion = `waiting_approval:${answerId}`;
  await noticeStaff(tx, { occasion, kind: 'waiting_approval', caseId, facts: { code: facts.code }, at });
  return [];
}

interface Sending {
  readonly act: Act;
  readonly facts: CaseFacts;
  readonly answer: Pick<StoredAnswer, 'id' | 'body' | 'isFinal'>;
  readonly withoutChat?: boolean;
}

/** A final answer ends the case: its clock stops, the citizen and everybody who follows it get it. */
async function send(
  tx: WardTx,
  desk: CaseDesk,
  { act, facts, answer: { id, body, isFinal }, withoutChat = false }: Sending,
): Promise<Due> {
  const { caseId, at, actor } = act;
  await change(tx, act, isFinal ? answered(facts, act) : {});
  const kind = isFinal ? 'answered' : 'progress';
  await record(tx, { caseId, at, staffId: actor.staffId, kind, facts: { answerId: id } });
  return tellNews(tx, desk, { kind, facts, words: body, answerId: id, withoutChat });
}

const answered = ({ assigneeId }: CaseFacts, { actor, at }: Act): NewValues => ({
  ...ended('answered', at),
  answered_at: new Date(at),
  assignee_id: assigneeId ?? actor.staffId,
});

interface Deciding {
  readonly act: Act;
  readonly answerId: number;
  readonly words?: string;
}

async function waiting(tx: WardTx, { act, answerId }: Deciding) {
  const facts = await admit(tx, act, 'approve');
  const stored = await loadAnswer(tx, act.caseId, answerId);
  if (!stored) throw refusal('not_found');
  if (stored.state !== 'waiting_approval') throw refusal('not_allowed_now');
  return { facts, stored };
}

export async function approve(tx: WardTx, desk: CaseDesk, deciding: Deciding): Promise<Due> {
  const { facts, stored } = await waiting(tx, deciding);
  const { act, words } = deciding;
  const { caseId, at, actor } = act;
  await decideAnswer(tx, stored.id, 'queued', { staffId: actor.staffId, at });
  await record(tx, {
    caseId,
    at,
    staffId: actor.staffId,
    kind: 'approved',
    facts: { answerId: stored.id },
    ...(words ? { reason: words } : {}),
  });
  return send(tx, desk, { act, facts, answer: stored });
}

/** Back to whoever wrote it, with what is to be changed. */
export async function sendBack(tx: WardTx, deciding: Deciding & { readonly words: string }): Promise<Due> {
  const { facts, stored } = await waiting(tx, deciding);
  const { act, words } = deciding;
  const { caseId, at, actor } = act;
  await change(tx, act, {});
  await decideAnswer(tx, stored.id, 'returned', { staffId: actor.staffId, at });
  await record(tx, {
    caseId,
    at,
    staffId: actor.staffId,
    kind: 'returned',
    facts: { answerId: stored.id },
    reason: words,
  });
  await noticeStaff(tx, {
    occasion: `returned:${stored.id}`,
    kind: 'returned',
    caseId,
    facts: { code: facts.code },
    at,
    to: [stored.writtenById],
  });
  return [];
}

/** The messages that this would become for the citizen, on their channel and in their language. */
export async function preview(
  tx: WardTx,
  desk: CaseDesk,
  { actor, caseId, body }: { readonly actor: Actor; readonly caseId: number; readonly body: string },
): Promise<{ channel: string; messages: string[] }> {
  const facts = await seen(tx, actor, caseId);
  const wardName = (await loadWard(tx)).name;
  const words = filled(body, { facts, officer: actor.name, wardName });
  const chat = facts.conversationId === null ? undefined : await loadChat(tx, facts.conversationId);
  const language: Language = chat?.language ?? 'vi';
  const text = newsText(desk, { kind: 'answered', facts, words }, { language, isCitizen: true, wardName });
  if (!chat) return { channel: '', messages: [text] };
  const rendered = renderMessage({ text, choices: [] }, desk.capabilitiesOf(chat.accountId));
  return { channel: chat.channel, messages: rendered.map((message) => message.text) };
}

/** The case as it is after an act. */
export async function changed(tx: WardTx, caseId: number) {
  const facts = await loadFacts(tx, caseId);
  if (!facts) throw refusal('not_found');
  return { id: facts.id, version: facts.version, state: facts.state };
}
