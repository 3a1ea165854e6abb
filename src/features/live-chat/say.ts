import type { Purpose } from '../../core/delivery.ts';
import type { WardTx } from '../../store/database.ts';
import { announce } from '../conversations/index.ts';
import { wakeSender } from '../deliveries/index.ts';
import type { LiveChatDeps } from './live-chat-deps.ts';
import type { Talk } from './talks.repo.ts';

/** Puts words into the outbox and wakes whoever sends; an officer's words are never cut to save a text. */
export async function say(
  deps: LiveChatDeps,
  tx: WardTx,
  talk: Talk,
  words: {
    readonly text: string;
    readonly purpose: Exclude<Purpose, 'broadcast'>;
    readonly facts?: Readonly<Record<string, string>>;
  },
): Promise<void> {
  const account = deps.accountOf(talk.accountId);
  if (!account) return;
  const { accountId, id: conversationId } = talk;
  const limits = { ...account.channel.capabilities, maxTextsPerAnswer: null };
  await announce(tx, [{ accountId, conversationId, ...words }], () => limits);
  await wakeSender(tx, accountId);
}
