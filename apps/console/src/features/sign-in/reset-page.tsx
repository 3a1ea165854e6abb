import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { FormCard } from '../../components/form-card.tsx';
import { NewPassword, passwordFaults } from '../../components/new-password.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { type Faults, isSound } from '../../lib/check-form.ts';
import { say } from '../../lib/words.ts';
import { resetPassword } from './api.ts';

/** Behind `#`, where no server and no log sees it; out of the address bar as soon as it is read. */
function takeToken(): string {
  const token = location.hash.slice(1);
  if (token) history.replaceState(history.state, '', location.pathname);
  return token;
}
let taken = '';

export function ResetPage() {
  const [token] = useState(() => {
    taken = takeToken() || taken;
    return taken;
  });
  const [passwords, setPasswords] = useState({ next: '', again: '' });
  const [faults, setFaults] = useState<Faults>({});
  const reset = useMutation({ mutationFn: resetPassword });
  const submit = () => {
    const found = passwordFaults(passwords);
    setFaults(found);
    if (isSound(found)) reset.mutate({ token, next: passwords.next });
  };
  return (
    <main className="door">
      <h1>{say('sign-in.reset_title')}</h1>
      {token === '' && <p role="alert">{say('sign-in.reset_no_token')}</p>}
      {token !== '' && !reset.isSuccess && (
        <FormCard title={say('account.new_password')} onSubmit={submit}>
          <NewPassword value={passwords} faults={faults} onChange={setPasswords} />
          <Refusal error={reset.error} />
          <Button type="submit" loading={reset.isPending}>
            {say('account.save_password')}
          </Button>
        </FormCard>
      )}
      {reset.isSuccess && <p role="status">{say('sign-in.reset_done')}</p>}
      <Link className="big-link" to="/" search={{ view: 'mine' }}>
        {say('sign-in.to_sign_in')}
      </Link>
    </main>
  );
}
