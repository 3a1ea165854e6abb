import type { OfficerMessage } from '../../contracts/console/conversations.ts';
import type { Actor } from '../../core/actor.ts';
import { tellStaff } from '../../store/staff-live.ts';
import { refusal } from './live-chat.errors.ts';
import { type LiveChatDeps, refuseUnreachable } from './live-chat-deps.ts';
import { say } from './say.ts';
import { isKnownMessage, lockTalk, noteOfficerWords } from './talks.repo.ts';

/** What an officer writes goes through the outbox like everything else; the same id is taken once. */
export async function takeMessage(
  deps: LiveChatDeps,
  actor: Actor,
  { conversationId, message }: { readonly conversationId: number; readonly message: OfficerMessage },
): Promise<void> {
  await deps.db.forWard(actor.wardId, async (tx) => {
    const talk = await lockTalk(tx, conversationId, actor.staffId);
    if (!talk) throw refusal('conversation_not_found');
    if (await isKnownMessage(tx, talk.id, message.id)) return;
    if (talk.speaker !== 'officer' || talk.officerId !== actor.staffId) throw refusal('not_talking');
    refuseUnreachable(deps, talk);
    const facts = { officer: String(actor.staffId), said: message.id };
    await say(deps, tx, talk, { text: message.text, purpose: 'officer', facts });
    await noteOfficerWords(tx, talk.id, new Date(deps.now()));
    await tellStaff(tx, { kind: 'conversation', id: talk.id });
  });
}
