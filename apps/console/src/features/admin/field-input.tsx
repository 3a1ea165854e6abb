import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useLookups } from '../../lib/lookups.ts';
import { nameIfKnown, nameOf, say } from '../../lib/words.ts';
import { optionsOf } from './field-options.ts';
import type { Field } from './sections.ts';

interface Props {
  readonly field: Field;
  readonly value: string;
  readonly fault: string | null;
  readonly onChange: (value: string) => void;
}

export function FieldInput({ field, value, fault, onChange }: Props) {
  const lookups = useLookups();
  const about = {
    label: nameOf('admin.field', field.name),
    description: nameIfKnown('admin.hint', field.name),
  };
  if (field.kind === 'flag')
    return (
      <Checkbox
        label={about.label}
        checked={value === 'true'}
        onChange={({ currentTarget }) => onChange(String(currentTarget.checked))}
      />
    );
  const common = { ...about, value, error: fault };
  const options = optionsOf(field, lookups);
  if (options)
    return (
      <NativeSelect
        {...common}
        data={[
          ...(field.kind === 'choice' && !field.empty ? [] : [{ value: '', label: emptyWords(field) }]),
          ...options,
        ]}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    );
  if (field.kind === 'long')
    return <Textarea {...common} rows={4} onChange={({ currentTarget }) => onChange(currentTarget.value)} />;
  return (
    <TextInput
      {...common}
      type={inputTypes[field.kind] ?? 'text'}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}

const inputTypes: Readonly<Record<string, string>> = { number: 'number', date: 'date' };
const emptyWords = ({ empty }: Field) => say(empty ? 'inbox.any' : 'shared.choose');
