import type { AccountId, ConversationId } from '../../core/ids.ts';
import type { WardTx } from '../../store/database.ts';
import { announce, conversationWith } from '../conversations/index.ts';
import { loadWard } from '../wards/index.ts';
import { actsOf } from './acts.ts';
import { type Act, change, seen } from './admit.ts';
import { decideAnswer, loadAnswer, type StoredAnswer } from './answers.repo.ts';
import { loadChat } from './case-detail.repo.ts';
import { waysOf } from './case-detail.ts';
import type { CaseFacts } from './case-facts.repo.ts';
import { noteMessages } from './case-news.repo.ts';
import { factsOf, type News, newsText } from './case-news.ts';
import { refusal } from './cases.errors.ts';
import { openContact } from './contact.ts';
import type { CaseRoutesDeps } from './desk.ts';
import type { FallbackWay } from './fallbacks.ts';
import { record } from './record.ts';

export interface Fallback {
  readonly act: Act;
  readonly answerId: number;
  readonly way: FallbackWay;
  /** What was said, when by phone. */
  readonly words?: string;
}

/** Another way for an answer that did not arrive; only one that is open for it now. */
export async function fallBack(
  tx: WardTx,
  deps: CaseRoutesDeps,
  { act, answerId, way, words }: Fallback,
): Promise<readonly AccountId[]> {
  const { facts, stored } = await lost(tx, deps, { act, answerId, way });
  await change(tx, act, {});
  const { caseId, at, actor } = act;
  const kind = way === 'phone' ? 'phoned' : 'sent_again';
  const written = words ? { reason: words } : {};
  await record(tx, { caseId, at, staffId: actor.staffId, kind, facts: { answerId, way }, ...written });
  if (way === 'phone') {
    await decideAnswer(tx, answerId, 'phoned', { staffId: actor.staffId, at });
    return [];
  }
  return sendBy(tx, deps, { facts, stored, way });
}

async function lost(tx: WardTx, deps: CaseRoutesDeps, { act, answerId, way }: Omit<Fallback, 'words'>) {
  const facts = await seen(tx, act.actor, act.caseId);
  if (facts.version !== act.version) throw refusal('case_changed');
  const stored = await loadAnswer(tx, act.caseId, answerId);
  if (!stored) throw refusal('not_found');
  // Whoever could answer it while it was open sees to it that the answer arrives.
  const mayAnswer = actsOf(act.actor, { ...facts, state: 'in_progress', waitingAnswerBy: null }).includes(
    'answer',
  );
  const ways = await waysOf(tx, deps, { facts, answerId, answerState: stored.state });
  if (!mayAnswer || !ways.includes(way)) throw refusal('not_allowed_now');
  return { facts, stored };
}

interface Resending {
  readonly facts: CaseFacts;
  readonly stored: StoredAnswer;
  readonly way: 'sms' | 'template' | 'again';
}

async function sendBy(
  tx: WardTx,
  deps: CaseRoutesDeps,
  { facts, stored, way }: Resending,
): Promise<readonly AccountId[]> {
  const chat = facts.conversationId === null ? undefined : await loadChat(tx, facts.conversationId);
  const to = way === 'sms' ? await textsTo(tx, deps, facts) : chat;
  if (!to) throw refusal('not_allowed_now');
  const wardName = (await loadWard(tx)).name;
  const kind = stored.isFinal ? 'answered' : 'progress';
  const news: News = { kind, facts, words: stored.body, answerId: stored.id };
  const text = newsText(deps, news, { language: chat?.language ?? 'vi', isCitizen: true, wardName });
  const announcement = {
    accountId: to.accountId,
    conversationId: to.conversationId,
    text,
    purpose: way === 'template' ? ('notice' as const) : ('officer' as const),
    facts: factsOf(news, wardName),
  };
  const messages = await announce(tx, [announcement], deps.capabilitiesOf);
  await noteMessages(
    tx,
    facts.id,
    stored.id,
    messages.map(({ id }) => id),
  );
  return [to.accountId];
}

async function textsTo(
  tx: WardTx,
  { seal, textsOf }: CaseRoutesDeps,
  { contactSealed }: CaseFacts,
): Promise<{ accountId: AccountId; conversationId: ConversationId } | undefined> {
  const texts = textsOf(tx.wardId);
  const chat = texts?.chatOf(openContact(seal, contactSealed)?.phone ?? '');
  if (!texts || chat === undefined) return undefined;
  return { accountId: texts.account, conversationId: await conversationWith(tx, texts.account, chat) };
}
