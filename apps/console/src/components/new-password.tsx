import { PasswordInput } from '@mantine/core';
import { minPasswordChars } from '../../../../src/contracts/console/session.ts';
import type { Faults } from '../lib/check-form.ts';
import { say } from '../lib/words.ts';

export interface Passwords {
  readonly next: string;
  readonly again: string;
}

/** What the browser can say before the house does. */
export function passwordFaults({ next, again }: Passwords): Faults {
  if (next.length < minPasswordChars)
    return { next: say('shared.fault_too_short', { count: minPasswordChars }) };
  return next === again ? {} : { again: say('account.fault_again') };
}

interface Props {
  readonly value: Passwords;
  readonly faults: Faults;
  readonly onChange: (value: Passwords) => void;
}

export function NewPassword({ value, faults, onChange }: Props) {
  return (
    <>
      <PasswordInput
        label={say('account.new_password')}
        description={say('account.new_password_hint', { count: minPasswordChars })}
        autoComplete="new-password"
        value={value.next}
        error={faults.next}
        onChange={({ currentTarget }) => onChange({ ...value, next: currentTarget.value })}
      />
      <PasswordInput
        label={say('account.new_password_again')}
        autoComplete="new-password"
        value={value.again}
        error={faults.again}
        onChange={({ currentTarget }) => onChange({ ...value, again: currentTarget.value })}
      />
    </>
  );
}
