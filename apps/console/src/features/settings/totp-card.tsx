import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { FormCard } from '../../components/form-card.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { useSession } from '../../lib/session.ts';
import { say } from '../../lib/words.ts';
import { dropTotp } from './api.ts';
import { TotpForm } from './totp-form.tsx';
import { useOwnChange } from './use-own-change.ts';

export function TotpCard() {
  const { hasTotp } = useSession();
  const [password, setPassword] = useState('');
  const drop = useOwnChange(dropTotp, () => setPassword(''));
  if (!hasTotp) return <TotpForm />;
  return (
    <FormCard title={say('account.totp_title')} onSubmit={() => drop.mutate({ password })}>
      <p>{say('account.totp_on')}</p>
      <PasswordInput
        label={say('account.current_password')}
        autoComplete="current-password"
        value={password}
        onChange={({ currentTarget }) => setPassword(currentTarget.value)}
      />
      <Refusal error={drop.error} />
      <Button type="submit" variant="default" disabled={password === ''} loading={drop.isPending}>
        {say('account.totp_drop')}
      </Button>
    </FormCard>
  );
}
