import { Button } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { Failure } from '../../components/failure.tsx';
import { Icon } from '../../components/icon.tsx';
import { OwnDataCard } from '../../components/own-data-card.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useHasRole } from '../../lib/session.ts';
import { nameOf, say } from '../../lib/words.ts';
import { useConversation } from './api.ts';
import { ConversationActs } from './conversation-acts.tsx';
import { speakerWords } from './speaker-words.ts';
import { Transcript } from './transcript.tsx';
import './conversations.css';

export function ConversationPage() {
  const { conversationId } = useParams({ from: '/inside/conversations/$conversationId' });
  const id = Number(conversationId);
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useConversation(id);
  const isAdmin = useHasRole('admin');
  const newest = data?.pages[0];
  const turns = data ? [...data.pages].reverse().flatMap((page) => page.turns) : [];
  return (
    <div className="page">
      <Link className="plain-link" to="/conversations">
        <Icon name="back" /> {say('conversation.to_list')}
      </Link>
      {isPending && <Waiting />}
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {newest && (
        <>
          <h1>{newest.name ?? say('conversation.nameless')}</h1>
          <p className="soft">
            {nameOf('shared.channel', newest.channel)} · {speakerWords(newest)}
          </p>
          {newest.topic && <p>{say('conversation.topic', { topic: newest.topic })}</p>}
          {hasNextPage && (
            <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {say('conversation.older')}
            </Button>
          )}
          <Transcript conversationId={id} turns={turns} />
          <ConversationActs key={id} conversation={newest} />
          {isAdmin && <OwnDataCard path={`/citizens/${id}`} />}
        </>
      )}
    </div>
  );
}
