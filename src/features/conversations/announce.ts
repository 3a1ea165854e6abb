import type { Capabilities } from '../../channels/channel.ts';
import type { Purpose } from '../../core/delivery.ts';
import type { AccountId, ConversationId } from '../../core/ids.ts';
import type { Choice } from '../../core/message.ts';
import type { WardTx } from '../../store/database.ts';
import { type InsertedMessage, insertMessages } from '../deliveries/index.ts';
import { toStorableJson } from './clean-text.ts';
import { renderMessage } from './render/render-message.ts';

/** A message that we begin ourselves, to one citizen who asked for it or whom an officer answers. */
export interface Announcement {
  readonly accountId: AccountId;
  readonly conversationId: ConversationId;
  readonly text: string;
  readonly choices?: readonly Choice[];
  /** In turn with what else goes to the same person, not behind everybody's answers. */
  readonly inTurn?: boolean;
  /** Absent = `notice`. */
  readonly purpose?: Extract<Purpose, 'notice' | 'officer'>;
  /** What a template may be filled with outside the reply window. */
  readonly facts?: Readonly<Record<string, string>>;
}

/** Puts announcements into the outbox, in the transaction that made them true; returns the rows they became. */
export async function announce(
  tx: WardTx,
  announcements: readonly Announcement[],
  capabilitiesOf: (account: AccountId) => Capabilities,
): Promise<readonly InsertedMessage[]> {
  const messages = announcements.flatMap((announcement) => {
    const { accountId, conversationId, text, choices = [], purpose = 'notice', facts, inTurn } = announcement;
    return renderMessage({ text, choices }, capabilitiesOf(accountId)).map((body, seq) => ({
      accountId,
      conversationId,
      inboundEventId: null,
      seq,
      // Notices were asked for long ago: answers to what is being asked now go first.
      sendLane: purpose === 'notice' && !inTurn ? ('bulk' as const) : ('reply' as const),
      purpose,
      lastInteractionAt: null,
      body: toStorableJson(facts ? { ...body, facts } : body),
      dueAt: new Date(),
    }));
  });
  return messages.length > 0 ? insertMessages(tx, messages) : [];
}
