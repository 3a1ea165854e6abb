import type { TakeAnswer } from '../../contracts/console/conversations.ts';
import type { Actor } from '../../core/actor.ts';
import type { WardTx } from '../../store/database.ts';
import { tellStaff } from '../../store/staff-live.ts';
import { loadWard } from '../wards/index.ts';
import { refusal } from './live-chat.errors.ts';
import { betweenTurns, type LiveChatDeps, refuseUnreachable } from './live-chat-deps.ts';
import { say } from './say.ts';
import { addFact, beginTalk, findTalk, lockTalk, officeName, type Talk } from './talks.repo.ts';

/**
 * An officer takes over: the bot falls silent, and the citizen is told who talks, in one transaction. Of two who try
 * one gets it, and the other hears who.
 */
export async function takeOver(deps: LiveChatDeps, actor: Actor, id: number): Promise<TakeAnswer> {
  const place = await deps.db.forWard(actor.wardId, (tx) => findTalk(tx, id, actor.staffId));
  if (!place) throw refusal('conversation_not_found');
  return betweenTurns(deps, actor.wardId, place, async (tx) => {
    const talk = await lockTalk(tx, id, actor.staffId);
    if (!talk) throw refusal('conversation_not_found');
    if (talk.speaker === 'officer') return heldBy(talk, actor);
    refuseUnreachable(deps, talk);
    await begin(deps, tx, talk, actor);
    return { outcome: 'talking', by: null };
  });
}

const heldBy = ({ officerId, officerName }: Talk, actor: Actor): TakeAnswer =>
  officerId === actor.staffId
    ? { outcome: 'talking', by: null }
    : { outcome: 'taken', by: officerName ?? '' };

async function begin(deps: LiveChatDeps, tx: WardTx, talk: Talk, actor: Actor): Promise<void> {
  const { id } = talk;
  const taken = await beginTalk(tx, { id, staffId: actor.staffId, at: new Date(deps.now()) });
  if (!taken) throw refusal('not_talking');
  await addFact(tx, id, `officer_took:${actor.staffId}`);
  await say(deps, tx, talk, { text: await whoTalks(deps, tx, talk, actor), purpose: 'officer' });
  await tellStaff(tx, { kind: 'conversation', id });
}

async function whoTalks(deps: LiveChatDeps, tx: WardTx, { language }: Talk, actor: Actor): Promise<string> {
  const offices = actor.grants.flatMap(({ officeId }) => officeId ?? []);
  const office = await officeName(tx, offices);
  const { name: ward } = await loadWard(tx);
  const key = office ? 'live-chat.taken' : 'live-chat.taken_without_office';
  return deps.speak(language, key, { officer: actor.name, office: office ?? '', ward });
}
