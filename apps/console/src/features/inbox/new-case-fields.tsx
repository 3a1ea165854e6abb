import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { Faults } from '../../lib/check-form.ts';
import { currentLanguage } from '../../lib/language.ts';
import { useLookups } from '../../lib/lookups.ts';
import { nameOf, say } from '../../lib/words.ts';
import type { NewCaseText } from './new-case.ts';

const kinds = ['feedback', 'suggestion', 'question'] as const;

export interface FieldProps {
  readonly text: NewCaseText;
  readonly faults: Faults;
  readonly onChange: (text: NewCaseText) => void;
}

export function NewCaseFields({ text, faults, onChange }: FieldProps) {
  const { categories, neighbourhoods } = useLookups();
  const choice = { value: '', label: say('shared.choose') };
  return (
    <>
      <NativeSelect
        label={say('new-case.kind')}
        value={text.kind}
        data={kinds.map((kind) => ({ value: kind, label: nameOf('case.kind', kind) }))}
        onChange={({ currentTarget }) =>
          onChange({ ...text, kind: kinds.find((kind) => kind === currentTarget.value) ?? 'feedback' })
        }
      />
      <NativeSelect
        label={say('inbox.category')}
        value={text.category}
        error={faults.category}
        data={[choice, ...categories.map((row) => ({ value: row.code, label: row[currentLanguage()] }))]}
        onChange={({ currentTarget }) => onChange({ ...text, category: currentTarget.value })}
      />
      <Textarea
        label={say('new-case.body')}
        rows={5}
        value={text.body}
        error={faults.body}
        onChange={({ currentTarget }) => onChange({ ...text, body: currentTarget.value })}
      />
      <NativeSelect
        label={say('inbox.neighbourhood')}
        value={text.neighbourhoodId}
        data={[choice, ...neighbourhoods.map(({ id, name }) => ({ value: String(id), label: name }))]}
        onChange={({ currentTarget }) => onChange({ ...text, neighbourhoodId: currentTarget.value })}
      />
      <TextInput
        label={say('new-case.address')}
        value={text.address}
        error={faults.address}
        onChange={({ currentTarget }) => onChange({ ...text, address: currentTarget.value })}
      />
      <Checkbox
        label={say('new-case.urgent')}
        checked={text.urgent}
        onChange={({ currentTarget }) => onChange({ ...text, urgent: currentTarget.checked })}
      />
    </>
  );
}
