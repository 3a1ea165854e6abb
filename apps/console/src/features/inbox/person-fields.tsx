import { TextInput } from '@mantine/core';
import { say } from '../../lib/words.ts';
import type { FieldProps } from './new-case-fields.tsx';

/** Whose matter it is; nobody needs a phone to be heard. */
export function PersonFields({ text, faults, onChange }: FieldProps) {
  return (
    <>
      <h2>{say('new-case.who')}</h2>
      <p className="soft">{say('new-case.who_hint')}</p>
      <TextInput
        label={say('new-case.name')}
        autoComplete="off"
        value={text.name}
        error={faults.name}
        onChange={({ currentTarget }) => onChange({ ...text, name: currentTarget.value })}
      />
      <TextInput
        label={say('new-case.phone')}
        type="tel"
        autoComplete="off"
        value={text.phone}
        error={faults.phone}
        onChange={({ currentTarget }) => onChange({ ...text, phone: currentTarget.value })}
      />
    </>
  );
}
