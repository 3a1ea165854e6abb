import { Failure } from '../../components/failure.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useNow } from '../../lib/use-now.ts';
import { say } from '../../lib/words.ts';
import { useConversations } from './api.ts';
import { ConversationItem } from './conversation-item.tsx';
import './conversations.css';

/** In the order of the house: who has waited longest comes first. */
export function ConversationsPage() {
  const now = useNow();
  const { data, error, isPending, refetch } = useConversations();
  return (
    <div className="page">
      <h1>{say('conversation.list_title')}</h1>
      {isPending && <Waiting />}
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {data && data.conversations.length === 0 && <p className="empty">{say('conversation.none')}</p>}
      <ul className="cards">
        {data?.conversations.map((row) => (
          <ConversationItem key={row.id} row={row} now={now} />
        ))}
      </ul>
    </div>
  );
}
