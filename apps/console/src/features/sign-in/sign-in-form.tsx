import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { SignIn } from '../../../../../src/contracts/console/session.ts';
import { CodeField } from '../../components/code-field.tsx';
import { FormCard } from '../../components/form-card.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { ApiError } from '../../lib/api.ts';
import { type Faults, faultsOf, isSound } from '../../lib/check-form.ts';
import { sessionKey } from '../../lib/session.ts';
import { say } from '../../lib/words.ts';
import { signIn } from './api.ts';

export function SignInForm() {
  const client = useQueryClient();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [asksCode, setAsksCode] = useState(false);
  const [faults, setFaults] = useState<Faults>({});
  const enter = useMutation({
    mutationFn: signIn,
    onSuccess: () => client.invalidateQueries({ queryKey: sessionKey }),
    onError: (error) => {
      if (isCodeNeeded(error)) setAsksCode(true);
    },
  });
  const submit = () => {
    const form = { email: email.trim(), password, ...(asksCode ? { code } : {}) };
    const found = faultsOf(SignIn, form);
    setFaults(found);
    if (isSound(found)) enter.mutate(form);
  };
  return (
    <FormCard title={say('sign-in.title')} onSubmit={submit}>
      <TextInput
        label={say('sign-in.email')}
        type="email"
        autoComplete="username"
        value={email}
        error={faults.email}
        onChange={({ currentTarget }) => setEmail(currentTarget.value)}
      />
      <PasswordInput
        label={say('sign-in.password')}
        autoComplete="current-password"
        value={password}
        error={faults.password}
        onChange={({ currentTarget }) => setPassword(currentTarget.value)}
      />
      {asksCode && <CodeField value={code} fault={faults.code} onChange={setCode} />}
      <Refusal error={enter.error && !isCodeNeeded(enter.error) ? enter.error : null} />
      <Button type="submit" loading={enter.isPending}>
        {say('sign-in.enter')}
      </Button>
      <p className="soft">{say('sign-in.forgotten')}</p>
    </FormCard>
  );
}

/** Not a refusal: the house only asks for one more thing. */
const isCodeNeeded = (error: Error) => error instanceof ApiError && error.code === 'code_needed';
