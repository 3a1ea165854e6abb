import type { ConversationRow } from '../../../../../src/contracts/console/conversations.ts';
import { shortMoment } from '../../lib/moments.ts';
import { say } from '../../lib/words.ts';

/** Until when the officer can write, as a sentence. */
export function windowWords(row: Pick<ConversationRow, 'canWrite' | 'windowClosesAt'>, now: number): string {
  if (!row.canWrite) return say('conversation.cannot_write');
  if (row.windowClosesAt === null) return say('conversation.window_open');
  return say('conversation.window_until', { at: shortMoment(row.windowClosesAt, now) });
}
