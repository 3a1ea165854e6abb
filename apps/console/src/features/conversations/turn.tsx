import type { ConversationTurn } from '../../../../../src/contracts/console/conversations.ts';
import { dateTime } from '../../lib/moments.ts';
import { nameOf, say } from '../../lib/words.ts';
import { talkPhotoAddress } from './api.ts';

interface Props {
  readonly conversationId: number;
  readonly turn: ConversationTurn;
}

export function Turn({ conversationId, turn }: Props) {
  const { at, from, by, kind, text, state, photos } = turn;
  return (
    <li className={`turn turn-${from}`}>
      <span className="soft">
        {by ?? nameOf('conversation.from', from)} · {dateTime(at)}
        {state === null ? '' : ` · ${nameOf('answer.delivery', state)}`}
      </span>
      {kind === 'withheld' ? (
        <em className="soft">{say('conversation.withheld')}</em>
      ) : (
        <span className="written">{text}</span>
      )}
      {photos.map((photo) => (
        <a key={photo} href={talkPhotoAddress(conversationId, photo)} target="_blank" rel="noopener">
          <img
            className="turn-photo"
            src={talkPhotoAddress(conversationId, photo)}
            alt={say('conversation.photo')}
          />
        </a>
      ))}
    </li>
  );
}
