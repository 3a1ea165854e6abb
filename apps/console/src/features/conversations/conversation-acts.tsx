import { Button } from '@mantine/core';
import type { ConversationDetail } from '../../../../../src/contracts/console/conversations.ts';
import { Done } from '../../components/done.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { useSession } from '../../lib/session.ts';
import { say } from '../../lib/words.ts';
import { useConversationStep } from './api.ts';
import { MessageForm } from './message-form.tsx';

/** Only whoever has taken the conversation writes in it; the bot is silent until they hand it back. */
export function ConversationActs({ conversation }: { readonly conversation: ConversationDetail }) {
  const { staff } = useSession();
  const step = useConversationStep(conversation.id);
  const isMine = conversation.speaker === 'officer' && conversation.officer?.id === staff.id;
  const isTaken = step.data?.outcome === 'taken';
  return (
    <section className="card form" aria-label={say('conversation.reply')}>
      {isMine && <MessageForm conversation={conversation} />}
      <Refusal error={step.error} />
      <Done text={isTaken ? say('conversation.taken', { name: step.data?.by ?? '' }) : null} />
      {isMine ? (
        <Button
          variant="default"
          loading={step.isPending}
          onClick={() => step.mutate({ path: 'hand-back', body: {} })}
        >
          {say('conversation.hand_back')}
        </Button>
      ) : (
        <>
          <p className="soft">{say('conversation.take_hint')}</p>
          <Button loading={step.isPending} onClick={() => step.mutate({ path: 'take', body: {} })}>
            {say('conversation.take')}
          </Button>
        </>
      )}
    </section>
  );
}
