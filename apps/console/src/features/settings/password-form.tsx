import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { Done } from '../../components/done.tsx';
import { FormCard } from '../../components/form-card.tsx';
import { NewPassword, passwordFaults } from '../../components/new-password.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { type Faults, isSound } from '../../lib/check-form.ts';
import { say } from '../../lib/words.ts';
import { changePassword } from './api.ts';
import { useOwnChange } from './use-own-change.ts';

const empty = { next: '', again: '' };

export function PasswordForm() {
  const [current, setCurrent] = useState('');
  const [passwords, setPasswords] = useState(empty);
  const [faults, setFaults] = useState<Faults>({});
  const change = useOwnChange(changePassword, () => {
    setCurrent('');
    setPasswords(empty);
  });
  const submit = () => {
    const found = current === '' ? { current: say('shared.fault_missing') } : passwordFaults(passwords);
    setFaults(found);
    if (isSound(found)) change.mutate({ current, next: passwords.next });
  };
  return (
    <FormCard title={say('account.password_title')} onSubmit={submit}>
      <PasswordInput
        label={say('account.current_password')}
        autoComplete="current-password"
        value={current}
        error={faults.current}
        onChange={({ currentTarget }) => setCurrent(currentTarget.value)}
      />
      <NewPassword value={passwords} faults={faults} onChange={setPasswords} />
      <Refusal error={change.error} />
      <Done text={change.isSuccess ? say('account.password_saved') : null} />
      <Button type="submit" loading={change.isPending}>
        {say('account.save_password')}
      </Button>
    </FormCard>
  );
}
