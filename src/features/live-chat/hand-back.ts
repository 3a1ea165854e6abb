import type { HandBackAnswer } from '../../contracts/console/conversations.ts';
import { type Actor, hasRole } from '../../core/actor.ts';
import type { WardId } from '../../core/ids.ts';
import type { WardTx } from '../../store/database.ts';
import { tellStaff } from '../../store/staff-live.ts';
import { closeRequest, openRequest } from '../handoff/index.ts';
import { loadWard } from '../wards/index.ts';
import { refusal } from './live-chat.errors.ts';
import { betweenTurns, canReach, type LiveChatDeps } from './live-chat-deps.ts';
import { say } from './say.ts';
import { addFact, endTalk, findTalk, isUnanswered, listSilent, lockTalk, type Talk } from './talks.repo.ts';

/**
 * Gives a conversation back to the bot, whose flow stands where it stood, and closes the request. A request that was
 * settled otherwise, by phone or at the counter, is closed in the same way without a talk.
 */
export async function handBack(deps: LiveChatDeps, actor: Actor, id: number): Promise<HandBackAnswer> {
  const place = await deps.db.forWard(actor.wardId, (tx) => findTalk(tx, id, actor.staffId));
  if (!place) throw refusal('conversation_not_found');
  return betweenTurns(deps, actor.wardId, place, async (tx) => {
    const talk = await lockTalk(tx, id, actor.staffId);
    if (!talk) throw refusal('conversation_not_found');
    const closed = await closeRequest(tx, talk.id, new Date(deps.now()));
    if (talk.speaker === 'officer') {
      if (!mayEnd(actor, talk)) throw refusal('not_yours_to_end');
      await end(deps, tx, talk, { fact: `officer_left:${actor.staffId}`, words: 'back' });
      return { outcome: 'handed_back' };
    }
    if (closed) await addFact(tx, talk.id, `officer_settled:${actor.staffId}`);
    if (closed) await tellStaff(tx, { kind: 'conversation', id: talk.id });
    return { outcome: closed ? 'closed' : 'nothing' };
  });
}

const mayEnd = (actor: Actor, { officerId }: Talk): boolean =>
  officerId === actor.staffId || hasRole(actor, 'dispatcher', 'lead', 'approver');

/** Ends every talk of the ward in which nobody has written for as long as the ward says; returns how many. */
export async function handBackSilent(deps: LiveChatDeps, ward: WardId): Promise<number> {
  const silent = await deps.db.forWard(ward, async (tx) => listSilent(tx, await silentSince(deps, tx)));
  let ended = 0;
  for (const place of silent) {
    const done = await betweenTurns(deps, ward, place, (tx) => endIfSilent(deps, tx, place.id));
    if (done) ended += 1;
  }
  return ended;
}

async function silentSince(deps: LiveChatDeps, tx: WardTx): Promise<Date> {
  const { settings } = await loadWard(tx);
  return new Date(deps.now() - settings.liveChatSilenceMinutes * 60_000);
}

/** Another process may have done it, or somebody has written since. */
async function endIfSilent(deps: LiveChatDeps, tx: WardTx, id: number): Promise<boolean> {
  const talk = await lockTalk(tx, id, 0);
  const since = await silentSince(deps, tx);
  if (talk?.speaker !== 'officer' || !talk.officerActiveAt || talk.officerActiveAt >= since) return false;
  const at = new Date(deps.now());
  const stillWaits = await isUnanswered(tx, talk);
  // Whoever still waits for an answer stays in the list.
  if (stillWaits) await openRequest(tx, talk.id, null, at);
  else await closeRequest(tx, talk.id, at);
  const words = stillWaits ? 'back_still_waiting' : 'back_after_silence';
  await end(deps, tx, talk, { fact: `officer_silent:${talk.officerId}`, words });
  return true;
}

async function end(
  deps: LiveChatDeps,
  tx: WardTx,
  talk: Talk,
  { fact, words }: { readonly fact: string; readonly words: string },
): Promise<void> {
  await endTalk(tx, talk.id);
  await addFact(tx, talk.id, fact);
  // Where nothing can arrive any more, a message that fails would only be taken for news by staff.
  if (canReach(deps, talk))
    await say(deps, tx, talk, { text: deps.speak(talk.language, `live-chat.${words}`), purpose: 'answer' });
  await tellStaff(tx, { kind: 'conversation', id: talk.id });
}
