import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { KnowledgeContent } from '../../../../../src/contracts/console/knowledge.ts';
import { Done } from '../../components/done.tsx';
import { FormCard } from '../../components/form-card.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { say } from '../../lib/words.ts';
import { TextPreview } from './text-preview.tsx';
import { useSaveText } from './use-save-text.ts';
import { blanksOf, blankWords, purposeOf, type Sentence, spokenOf } from './wording-place.ts';

interface Props {
  readonly sentence: Sentence;
  readonly mayWrite: boolean;
}

/** The sentence in the ward's words; its blanks must stay, so they are named. */
export function WordingForm({ sentence, mayWrite }: Props) {
  const { key, language, version, pending, file } = sentence;
  const [text, setText] = useState(pending?.text ?? spokenOf(sentence));
  const [isEmpty, setEmpty] = useState(false);
  const save = useSaveText();
  const body = text.trim();
  const content: KnowledgeContent = { title: purposeOf(key), asks: [], body, links: [] };
  const submit = () => {
    setEmpty(body === '');
    if (body !== '') save.mutate({ kind: 'words', key, language, after: version, content });
  };
  return (
    <FormCard title={say('wording.write')} onSubmit={submit}>
      <Textarea
        label={say('wording.ours')}
        rows={6}
        maxLength={8000}
        value={text}
        lang={language}
        error={isEmpty ? say('shared.fault_missing') : null}
        readOnly={!mayWrite}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <Blanks text={file} />
      <Refusal error={save.error} />
      <Done text={save.isSuccess && pending?.state === 'draft' ? say('knowledge.saved') : null} />
      {mayWrite && (
        <div className="buttons">
          <Button type="submit" loading={save.isPending}>
            {say('knowledge.save')}
          </Button>
          <TextPreview content={content} />
          <Button variant="default" onClick={() => setText(file)}>
            {say('wording.take_original')}
          </Button>
        </div>
      )}
    </FormCard>
  );
}

function Blanks({ text }: { readonly text: string }) {
  const blanks = blanksOf(text);
  if (blanks.length === 0) return null;
  return (
    <div className="soft">
      <p>{say('wording.blanks')}</p>
      <ul>
        {blanks.map((blank) => (
          <li key={blank}>
            <code>{blank}</code> {blankWords(blank)}
          </li>
        ))}
      </ul>
    </div>
  );
}
