import type { ConversationRow } from '../../../../../src/contracts/console/conversations.ts';
import { say } from '../../lib/words.ts';

/** Who answers the citizen now. */
export function speakerWords({ speaker, officer }: Pick<ConversationRow, 'speaker' | 'officer'>): string {
  if (speaker === 'bot') return say('conversation.with_bot');
  return officer ? say('conversation.with_officer', { name: officer.name }) : say('conversation.with_nobody');
}
