import { useEffect, useRef } from 'react';
import type { ConversationTurn } from '../../../../../src/contracts/console/conversations.ts';
import { say } from '../../lib/words.ts';
import { Turn } from './turn.tsx';

interface Props {
  readonly conversationId: number;
  readonly turns: readonly ConversationTurn[];
}

/** The newest words are at the bottom, where one writes; the page goes there when something new is said. */
export function Transcript({ conversationId, turns }: Props) {
  const end = useRef<HTMLDivElement>(null);
  const last = turns.at(-1)?.id;
  useEffect(() => {
    if (last !== undefined) end.current?.scrollIntoView({ block: 'nearest' });
  }, [last]);
  return (
    <>
      <ol className="turns" aria-label={say('conversation.transcript')} aria-live="polite">
        {turns.map((turn) => (
          <Turn key={turn.id} conversationId={conversationId} turn={turn} />
        ))}
      </ol>
      <div ref={end} />
    </>
  );
}
