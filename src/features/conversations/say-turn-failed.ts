import type { Language } from '../../core/message.ts';
import type { WardTx } from '../../store/database.ts';
import { insertMessages } from '../deliveries/index.ts';
import { toStorableJson } from './clean-text.ts';
import { createConversations, loadConversations } from './conversations.repo.ts';
import type { Flows } from './flows.ts';
import type { PendingEvent } from './inbound.repo.ts';

/** Apart from the numbers of answers, so that the event can still be answered when it is replayed. */
const apologySeq = -1;

/** A message that could not be handled is admitted, with a number that staff can look up. */
export async function sayTurnFailed(tx: WardTx, event: PendingEvent, flows: Flows): Promise<void> {
  await createConversations(tx, event.accountId, [event.externalId]);
  const [conversation] = await loadConversations(tx, [event.accountId], [event.externalId]);
  if (!conversation) return;
  const language: Language = conversation.language;
  const message = flows.sharedMessage(language, 'turn_failed', { reference: `#${event.id}` });
  await insertMessages(tx, [
    {
      accountId: event.accountId,
      conversationId: conversation.id,
      inboundEventId: event.id,
      seq: apologySeq,
      sendLane: 'reply',
      purpose: 'answer',
      lastInteractionAt: conversation.lastInteractionAt,
      body: toStorableJson({ text: message.text, buttons: [], linkButtons: [] }),
      dueAt: new Date(),
    },
  ]);
}
