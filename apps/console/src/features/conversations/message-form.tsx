import { Button, Textarea } from '@mantine/core';
import { useRef } from 'react';
import type { ConversationDetail } from '../../../../../src/contracts/console/conversations.ts';
import { FormBody } from '../../components/form-body.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { useDraft } from '../../lib/use-draft.ts';
import { useNow } from '../../lib/use-now.ts';
import { say } from '../../lib/words.ts';
import { useConversationStep } from './api.ts';
import { windowWords } from './window-words.ts';

export function MessageForm({ conversation }: { readonly conversation: ConversationDetail }) {
  const now = useNow();
  const [text, setText] = useDraft(`talk:${conversation.id}`);
  /** One id for one message: when the answer of the house was lost, sending again does not double it. */
  const attempt = useRef({ id: '', text: '' });
  const send = useConversationStep(conversation.id);
  const submit = () => {
    const said = text.trim();
    if (said === '') return;
    if (attempt.current.text !== said) attempt.current = { id: newId(), text: said };
    const done = () => {
      attempt.current = { id: '', text: '' };
      setText('');
    };
    send.mutate({ path: 'messages', body: { id: attempt.current.id, text: said } }, { onSuccess: done });
  };
  return (
    <FormBody onSubmit={submit}>
      <p className={conversation.canWrite ? 'soft' : 'late-text'}>{windowWords(conversation, now)}</p>
      <Textarea
        label={say('conversation.message')}
        rows={3}
        maxLength={4000}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <Refusal error={send.error} />
      <Button type="submit" disabled={text.trim() === '' || !conversation.canWrite} loading={send.isPending}>
        {say('conversation.send')}
      </Button>
    </FormBody>
  );
}

/** `crypto.randomUUID` is missing where a ward has no https yet. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte, at) => mark(byte, at).toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Version 4, variant 1. */
function mark(byte: number, at: number): number {
  if (at === 6) return (byte & 0x0f) | 0x40;
  return at === 8 ? (byte & 0x3f) | 0x80 : byte;
}
