import { Button, NativeSelect, Textarea } from '@mantine/core';
import type { CaseDetail } from '../../../../../src/contracts/console/case.ts';
import { FormCard } from '../../components/form-card.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { useDraft } from '../../lib/use-draft.ts';
import { say } from '../../lib/words.ts';
import { useAct } from './api.ts';
import { mentionsIn, withMention } from './mentions.ts';

/** For colleagues only; whoever is named with @ hears of it, and sees the case. */
export function NoteForm({ detail }: { readonly detail: CaseDetail }) {
  const { id: caseId, readers } = detail;
  const [text, setText] = useDraft(`note:${caseId}`);
  const add = useAct(caseId);
  const submit = () => {
    const body = text.trim();
    if (body === '') return;
    add.mutate(
      { path: 'notes', body: { body, mentions: mentionsIn(body, readers) } },
      { onSuccess: () => setText('') },
    );
  };
  return (
    <FormCard title={say('note.title')} onSubmit={submit}>
      <p className="soft">{say('note.hint')}</p>
      <Textarea
        aria-label={say('note.title')}
        rows={3}
        maxLength={4000}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <NativeSelect
        aria-label={say('note.mention')}
        value=""
        data={[
          { value: '', label: say('note.mention') },
          ...readers.map(({ name }) => ({ value: name, label: `@${name}` })),
        ]}
        onChange={({ currentTarget }) => setText(withMention(text, currentTarget.value))}
      />
      <Refusal error={add.error} />
      <Button type="submit" variant="default" disabled={text.trim() === ''} loading={add.isPending}>
        {say('note.save')}
      </Button>
    </FormCard>
  );
}
