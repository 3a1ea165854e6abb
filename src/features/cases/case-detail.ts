import type { CaseAnswer, CaseDetail } from '../../contracts/console/case.ts';
import type { Actor } from '../../core/actor.ts';
import type { Language } from '../../core/message.ts';
import type { WardTx } from '../../store/database.ts';
import { actsOf } from './acts.ts';
import { seen } from './admit.ts';
import {
  type AnswerMessageRow,
  type CasePage,
  clearNews,
  loadAnswerMessages,
  loadAnswers,
  loadChat,
  loadHistory,
  loadPage,
  loadStaffLanguage,
} from './case-detail.repo.ts';
import type { CaseFacts } from './case-facts.repo.ts';
import { toRow } from './case-list.ts';
import { refusal } from './cases.errors.ts';
import { openContact } from './contact.ts';
import { type CaseRoutesDeps, loadOfficeHours } from './desk.ts';
import { type FallbackWay, fallbacksOf, otherWays } from './fallbacks.ts';
import { loadStaff } from './people.repo.ts';
import { type Reachable, reachOf } from './reply-way.ts';
import { maySee, maySeeCitizen, sightOf } from './visibility.ts';

/** The whole page of a case, as this person may see it. */
export async function readCase(
  tx: WardTx,
  deps: CaseRoutesDeps,
  { actor, caseId }: { readonly actor: Actor; readonly caseId: number },
): Promise<CaseDetail> {
  const facts = await seen(tx, actor, caseId);
  const acts = actsOf(actor, facts);
  const handler = facts.assigneeId === null ? acts.includes('answer') : facts.assigneeId === actor.staffId;
  const page = await loadPage(tx, caseId);
  if (!page) throw refusal('not_found');
  if (handler && page.hasNews) await clearNews(tx, caseId);
  const reach = await loadReach(tx, deps, facts);
  const named = maySeeCitizen(sightOf(actor), facts);
  return {
    ...toRow(page, await loadOfficeHours(tx), deps.now()),
    ...shown(page),
    identityShown: facts.identityShown,
    hasContact: facts.contactSealed !== null,
    contact: named ? openContact(deps.seal, facts.contactSealed) : null,
    history: await loadHistory(tx, caseId),
    answers: await readAnswers(tx, deps, {
      facts,
      reach,
      language: await loadStaffLanguage(tx, actor.staffId),
    }),
    reply: reach && {
      channel: reach.channel,
      windowClosesAt: reach.windowClosesAt,
      open: reach.open,
      blocked: reach.blocked,
      maxChars: reach.maxChars,
    },
    otherWays: !reach || reach.blocked ? otherWays(canTextOf(tx, deps, facts)) : [],
    // Whoever reads the chat knows who it is.
    conversationId: named ? facts.conversationId : null,
    readers: acts.includes('note') ? await readersOf(tx, facts) : [],
    acts,
  };
}

const readersOf = async (tx: WardTx, facts: CaseFacts) =>
  (await loadStaff(tx))
    .filter(({ id, grants }) => maySee(sightOf({ staffId: id, grants }), facts))
    .map(({ id, name }) => ({ id, name }));

function shown({ latitude, longitude, deadline, beginning: _beginning, ...page }: CasePage) {
  const { duration, legalBasis, confidence, effectiveFrom } = deadline;
  return {
    ...page,
    place: latitude === null || longitude === null ? null : { latitude, longitude },
    deadline: { ...duration, legalBasis, confidence, effectiveFrom },
  };
}

async function loadReach(tx: WardTx, deps: CaseRoutesDeps, facts: CaseFacts): Promise<Reachable | null> {
  const chat = facts.conversationId === null ? undefined : await loadChat(tx, facts.conversationId);
  return chat ? reachOf(deps, chat, deps.now()) : null;
}

interface Reader {
  readonly facts: CaseFacts;
  readonly reach: Reachable | null;
  readonly language: Language;
}

async function readAnswers(tx: WardTx, deps: CaseRoutesDeps, reader: Reader): Promise<CaseAnswer[]> {
  const messages = await loadAnswerMessages(tx, reader.facts.id);
  const canText = canTextOf(tx, deps, reader.facts);
  return (await loadAnswers(tx, reader.facts.id)).map((answer) => {
    const own = messages.filter(({ answerId }) => answerId === answer.id);
    return {
      ...answer,
      messages: own.map((message) => shownMessage(deps, message, reader.language)),
      fallbacks: waysLeft({ answerState: answer.state, messages: own, reach: reader.reach, canText }),
    };
  });
}

function canTextOf(tx: WardTx, { seal, textsOf }: CaseRoutesDeps, { contactSealed }: CaseFacts): boolean {
  const phone = openContact(seal, contactSealed)?.phone;
  return phone !== null && phone !== undefined && textsOf(tx.wardId)?.chatOf(phone) !== undefined;
}

function waysLeft({
  answerState,
  messages,
  reach,
  canText,
}: {
  readonly answerState: CaseAnswer['state'];
  readonly messages: readonly AnswerMessageRow[];
  readonly reach: Reachable | null;
  readonly canText: boolean;
}): FallbackWay[] {
  return fallbacksOf({
    answerState,
    pieces: messages.filter(({ forFollower }) => !forFollower),
    open: reach?.open ?? false,
    hasTemplate: reach?.hasTemplate ?? false,
    canText,
  });
}

/** What may be done now about one answer that did not arrive. */
export async function waysOf(
  tx: WardTx,
  deps: CaseRoutesDeps,
  { facts, answerId, answerState }: { facts: CaseFacts; answerId: number; answerState: CaseAnswer['state'] },
): Promise<FallbackWay[]> {
  const messages = (await loadAnswerMessages(tx, facts.id)).filter((row) => row.answerId === answerId);
  const reach = await loadReach(tx, deps, facts);
  return waysLeft({ answerState, messages, reach, canText: canTextOf(tx, deps, facts) });
}

const silent: ReadonlySet<string> = new Set(['created', 'sending', 'sent', 'delivered', 'seen']);

/** In plain words why it has not arrived; nothing is said of what goes well. */
function shownMessage({ speak }: CaseRoutesDeps, row: AnswerMessageRow, language: Language) {
  const { messageId, channel, state, reason, at } = row;
  const said = state === 'unknown' ? 'unknown' : (reason ?? (silent.has(state) ? null : 'technical_failure'));
  return {
    messageId,
    channel,
    state,
    reason,
    words: said === null ? null : speak(language, `case-reply.reason.${said}`),
    at,
  };
}
