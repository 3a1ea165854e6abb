import { TextInput } from '@mantine/core';
import { say } from '../lib/words.ts';

interface Props {
  readonly value: string;
  readonly fault: string | undefined;
  readonly onChange: (code: string) => void;
}

/** Six digits of the authenticator; phones show their number keys and offer the code. */
export function CodeField({ value, fault, onChange }: Props) {
  return (
    <TextInput
      label={say('account.code')}
      description={say('account.code_hint')}
      inputMode="numeric"
      autoComplete="one-time-code"
      maxLength={6}
      autoFocus
      value={value}
      error={fault}
      onChange={({ currentTarget }) => onChange(currentTarget.value.replace(/\D/g, ''))}
    />
  );
}
