import { Button, TextInput } from '@mantine/core';
import type { KnowledgeContent } from '../../../../../src/contracts/console/knowledge.ts';
import { Icon } from '../../components/icon.tsx';
import { say } from '../../lib/words.ts';

type Links = KnowledgeContent['links'];
const most = 5;

interface Props {
  readonly links: Links;
  readonly fault: string | undefined;
  readonly mayWrite: boolean;
  readonly onChange: (links: Links) => void;
}

/** Places to read on, as buttons below the answer. */
export function LinkFields({ links, fault, mayWrite, onChange }: Props) {
  const change = (at: number, next: Partial<Links[number]>) =>
    onChange(links.map((link, place) => (place === at ? { ...link, ...next } : link)));
  return (
    <fieldset className="choice cards">
      <legend>{say('knowledge.links')}</legend>
      {links.map((link, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two links may be empty at once.
        <div key={at} className="card form">
          <TextInput
            label={say('knowledge.link_label')}
            value={link.label}
            maxLength={300}
            readOnly={!mayWrite}
            onChange={({ currentTarget }) => change(at, { label: currentTarget.value })}
          />
          <TextInput
            label={say('knowledge.link_url')}
            type="url"
            placeholder="https://"
            value={link.url}
            error={fault}
            readOnly={!mayWrite}
            onChange={({ currentTarget }) => change(at, { url: currentTarget.value })}
          />
          {mayWrite && (
            <Button variant="default" onClick={() => onChange(links.filter((_, place) => place !== at))}>
              {say('knowledge.link_remove')}
            </Button>
          )}
        </div>
      ))}
      {mayWrite && links.length < most && (
        <Button variant="default" onClick={() => onChange([...links, { label: '', url: '' }])}>
          <Icon name="plus" /> {say('knowledge.link_add')}
        </Button>
      )}
    </fieldset>
  );
}
