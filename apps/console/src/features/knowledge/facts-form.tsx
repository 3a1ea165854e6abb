import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { KnowledgeContent, ProcedureView } from '../../../../../src/contracts/console/knowledge.ts';
import { Done } from '../../components/done.tsx';
import { FormCard } from '../../components/form-card.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { nameOf, say } from '../../lib/words.ts';
import { type FactName, factNames, factsFrom, inOneLine } from './procedure-facts.ts';
import { TextPreview } from './text-preview.tsx';
import { useSaveText } from './use-save-text.ts';

const longest = 300;

interface Props {
  readonly procedure: ProcedureView;
  readonly start: NonNullable<KnowledgeContent['facts']>;
  /** Newest version that is on this page; 0 when nobody has written one. */
  readonly version: number;
  readonly mayWrite: boolean;
}

/** Each fact beside what was published; an empty field leaves that as it is. */
export function FactsForm({ procedure, start, version, mayWrite }: Props) {
  const { fee = '', time = '', where = '', note = '' } = start;
  const [typed, setTyped] = useState({ fee, time, where, note });
  const [isEmpty, setEmpty] = useState(false);
  const save = useSaveText();
  const facts = factsFrom(typed);
  const hasFacts = Object.keys(facts).length > 0;
  const content: KnowledgeContent = { title: procedure.title, asks: [], body: '', links: [], facts };
  const submit = () => {
    setEmpty(!hasFacts);
    if (hasFacts) save.mutate({ kind: 'procedure', key: procedure.code, after: version, content });
  };
  return (
    <FormCard title={say('procedure.correct')} onSubmit={submit}>
      <p className="soft">{say('procedure.correct_hint')}</p>
      {factNames.map((name) => (
        <Textarea
          key={name}
          label={nameOf('procedure.fact', name)}
          description={publishedWords(procedure, name)}
          rows={2}
          maxLength={longest}
          value={typed[name]}
          readOnly={!mayWrite}
          onChange={({ currentTarget }) => setTyped({ ...typed, [name]: currentTarget.value })}
        />
      ))}
      {isEmpty && <Refusal error={new Error(say('procedure.nothing'))} />}
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

const publishedWords = ({ published }: ProcedureView, name: FactName): string =>
  name === 'note'
    ? say('procedure.note_hint')
    : say('procedure.published', { words: inOneLine(published[name]) });
