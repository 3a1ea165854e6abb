import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { KnowledgeContent, type KnowledgeRow } from '../../../../../src/contracts/console/knowledge.ts';
import { Done } from '../../components/done.tsx';
import { FormCard } from '../../components/form-card.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { type Faults, faultsOf, isSound } from '../../lib/check-form.ts';
import { say } from '../../lib/words.ts';
import { TextPreview } from './text-preview.tsx';
import { useSaveText } from './use-save-text.ts';

export const emptyText: KnowledgeContent = { title: '', asks: [], body: '', links: [] };

interface Props {
  readonly start: KnowledgeContent;
  /** Null = a new text. */
  readonly textKey: string | null;
  readonly kind: KnowledgeRow['kind'];
  readonly mayWrite: boolean;
}

/** Each save is a new version, as a draft; what citizens are told stays until that is approved. */
export function TextForm({ start, textKey, kind, mayWrite }: Props) {
  const [title, setTitle] = useState(start.title);
  const [asks, setAsks] = useState(start.asks.join('\n'));
  const [body, setBody] = useState(start.body);
  const [faults, setFaults] = useState<Faults>({});
  const content = { title: title.trim(), asks: linesOf(asks), body: body.trim(), links: start.links };
  const save = useSaveText();
  const submit = () => {
    const found = faultsOf(KnowledgeContent, content);
    setFaults(found);
    if (isSound(found)) save.mutate({ kind, content, ...(textKey === null ? {} : { key: textKey }) });
  };
  return (
    <FormCard title={say('knowledge.text')} onSubmit={submit}>
      <TextInput
        label={say('knowledge.question')}
        value={title}
        error={faults.title}
        readOnly={!mayWrite}
        onChange={({ currentTarget }) => setTitle(currentTarget.value)}
      />
      <Textarea
        label={say('knowledge.asks')}
        description={say('knowledge.asks_hint')}
        rows={3}
        value={asks}
        error={faults.asks}
        readOnly={!mayWrite}
        onChange={({ currentTarget }) => setAsks(currentTarget.value)}
      />
      <Textarea
        label={say('knowledge.answer')}
        rows={8}
        value={body}
        error={faults.body}
        readOnly={!mayWrite}
        onChange={({ currentTarget }) => setBody(currentTarget.value)}
      />
      <Refusal error={save.error} />
      <Done text={save.isSuccess ? say('knowledge.saved') : null} />
      {mayWrite && (
        <div className="buttons">
          <Button type="submit" loading={save.isPending}>
            {say('knowledge.save')}
          </Button>
          <TextPreview content={content} />
        </div>
      )}
    </FormCard>
  );
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
