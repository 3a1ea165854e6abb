import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { KnowledgeContent } from '../../../../../src/contracts/console/knowledge.ts';
import { Done } from '../../components/done.tsx';
import { FormCard } from '../../components/form-card.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { type Faults, faultsOf, isSound } from '../../lib/check-form.ts';
import { nameOf, say } from '../../lib/words.ts';
import { LinkFields } from './link-fields.tsx';
import { TextPreview } from './text-preview.tsx';
import { useSaveText } from './use-save-text.ts';

export const emptyText: KnowledgeContent = { title: '', asks: [], body: '', links: [] };

interface Props {
  readonly start: KnowledgeContent;
  /** Null = a new text. */
  readonly textKey: string | null;
  readonly kind: 'faq' | 'guide';
  /** Newest version that is on this page; 0 when nobody has written one. */
  readonly version: number;
  readonly mayWrite: boolean;
}

/** Each save is a new version, as a draft; what citizens are told stays until that is approved. */
export function TextForm({ start, textKey, kind, version, mayWrite }: Props) {
  const [title, setTitle] = useState(start.title);
  const [asks, setAsks] = useState(start.asks.join('\n'));
  const [body, setBody] = useState(start.body);
  const [links, setLinks] = useState(start.links);
  const [faults, setFaults] = useState<Faults>({});
  const content = { title: title.trim(), asks: linesOf(asks), body: body.trim(), links: linksOf(links) };
  const save = useSaveText();
  const submit = () => {
    const found = faultsOf(KnowledgeContent, content);
    setFaults(found);
    if (isSound(found))
      save.mutate({ kind, content, ...(textKey === null ? {} : { key: textKey, after: version }) });
  };
  return (
    <FormCard title={nameOf('knowledge.kind', kind)} onSubmit={submit}>
      <TextInput
        label={nameOf('knowledge.heading', kind)}
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
        label={nameOf('knowledge.body', kind)}
        rows={8}
        value={body}
        error={faults.body}
        readOnly={!mayWrite}
        onChange={({ currentTarget }) => setBody(currentTarget.value)}
      />
      <LinkFields links={links} fault={faults.links} mayWrite={mayWrite} onChange={setLinks} />
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

/** A link that nobody filled in is none. */
const linksOf = (links: KnowledgeContent['links']): KnowledgeContent['links'] =>
  links
    .map(({ label, url }) => ({ label: label.trim(), url: url.trim() }))
    .filter(({ label, url }) => label !== '' || url !== '');
