import { Link } from '@tanstack/react-router';
import type { ConversationRow } from '../../../../../src/contracts/console/conversations.ts';
import { Icon } from '../../components/icon.tsx';
import { shortMoment } from '../../lib/moments.ts';
import { nameOf, say } from '../../lib/words.ts';
import { speakerWords } from './speaker-words.ts';

interface Props {
  readonly row: ConversationRow;
  readonly now: number;
}

export function ConversationItem({ row, now }: Props) {
  return (
    <li>
      <Link
        className="talk-link"
        to="/conversations/$conversationId"
        params={{ conversationId: String(row.id) }}
      >
        <span className="talk-line">
          <strong>{row.name ?? say('conversation.nameless')}</strong>
          <span className="soft">
            {nameOf('shared.channel', row.channel)} · {shortMoment(row.lastAt, now)}
          </span>
        </span>
        <span className="talk-text">{row.lastText}</span>
        <span className="chips">
          {row.waiting !== null && (
            <span className="chip chip-late">
              <Icon name="bell" /> {say('conversation.waiting', { at: shortMoment(row.waiting, now) })}
            </span>
          )}
          <span className="chip">{speakerWords(row)}</span>
        </span>
      </Link>
    </li>
  );
}
