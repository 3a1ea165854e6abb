import type { AccountId } from '../../core/ids.ts';
import { routeInWindow } from '../../rules/reply-window.ts';
import type { WardTx } from '../../store/database.ts';
import { announce } from '../conversations/index.ts';
import { change } from './admit.ts';
import type { CaseFacts } from './case-facts.repo.ts';
import { addEvent, addNote } from './cases.repo.ts';
import { type CitizenAct, loadOwn } from './citizen-case.ts';
import type { CaseDesk } from './desk.ts';
import { noticeStaff } from './notify-staff.ts';
import { type Askable, claimAskable, wasRatedBadly } from './ratings.repo.ts';
import { freshStart } from './reopen-case.ts';

export interface Rating extends CitizenAct {
  /** 1 to 5; 5 = very satisfied. */
  readonly rating: number;
  readonly words: string | null;
}

const choiceId = (caseId: number, rating: number): string => `case-rating/${caseId}/${rating}`;
const worstRatings = 2;
const stars = [5, 4, 3, 2, 1];

/**
 * How satisfied the citizen is with the answer; once per answer. A bad rating gives the case back to its office's
 * lead, with a fresh clock and nobody's name on it: the first time only, so that no case goes round for ever.
 */
export async function rateCase(
  tx: WardTx,
  desk: Pick<CaseDesk, 'deadlines'>,
  given: Rating,
): Promise<{ readonly outcome: 'thanks' | 'returned' | 'not_now' }> {
  const facts = await loadOwn(tx, given);
  const { caseId, rating, words, at } = given;
  const isRating = Number.isInteger(rating) && rating >= 1 && rating <= 5;
  if (facts?.state !== 'answered' || facts.ratedAt !== null || !isRating) return { outcome: 'not_now' };
  const isReturned = rating <= worstRatings && !(await wasRatedBadly(tx, caseId));
  const back = isReturned ? await freshStart(tx, desk, { facts, at, keepsHandler: false }) : {};
  const rated = isReturned ? { rating } : { rating, rated_at: new Date(at) };
  await change(tx, { caseId, version: facts.version, at }, { ...back, ...rated });
  const noteId = words
    ? await addNote(tx, { caseId, kind: 'citizen', staffId: null, body: words })
    : undefined;
  const told = noteId === undefined ? { rating } : { rating, noteId };
  await addEvent(tx, { caseId, at, actor: 'citizen', kind: 'rated', facts: told });
  if (isReturned) await giveBack(tx, facts, at);
  return { outcome: isReturned ? 'returned' : 'thanks' };
}

async function giveBack(tx: WardTx, { id, code, officeId }: CaseFacts, at: number): Promise<void> {
  await addEvent(tx, { caseId: id, at, actor: 'house', kind: 'rated_badly', facts: { officeId } });
  await noticeStaff(tx, {
    occasion: `rated_badly:${id}`,
    kind: 'rated_badly',
    caseId: id,
    facts: { code },
    at,
  });
}

/**
 * Asks those whose answer has arrived, once, while their channel takes a free message. For a round every minute;
 * returns the accounts that have something to send.
 */
export async function askRatings(
  tx: WardTx,
  { speak, capabilitiesOf }: Pick<CaseDesk, 'speak' | 'capabilitiesOf'>,
  now: number,
): Promise<readonly AccountId[]> {
  const asked = await claimAskable(tx, now, ({ accountId, lastInteractionAt }) => {
    // A question of ours is not worth a paid message.
    const rule = { ...capabilitiesOf(accountId), paysForLateReplies: false };
    return routeInWindow(rule, { purpose: 'notice', lastInteractionAt, now }) !== undefined;
  });
  const questions = asked.map(({ caseId, code, accountId, conversationId, language }: Askable) => ({
    accountId,
    conversationId,
    text: speak(language, 'case-news.rating.ask', { code }),
    // A list with numbers would turn them round: "1" is the first line, and would mean five stars.
    choices:
      capabilitiesOf(accountId).maxButtons < stars.length
        ? []
        : stars.map((rating) => ({
            id: choiceId(caseId, rating),
            label: speak(language, 'case-news.rating.stars', { count: rating }),
          })),
  }));
  await announce(tx, questions, capabilitiesOf);
  return [...new Set(asked.map(({ accountId }) => accountId))];
}
