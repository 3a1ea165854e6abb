import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { NewStaffMember } from '../../../../../src/contracts/console/admin.ts';
import { Dialog } from '../../components/dialog.tsx';
import { FormBody } from '../../components/form-body.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { type Faults, faultsOf, isSound } from '../../lib/check-form.ts';
import { say } from '../../lib/words.ts';
import type { Grant } from './grants.ts';
import { GrantsInput } from './grants-input.tsx';
import { useNewPerson } from './people-api.ts';

/** The first password is shown once; its owner changes it at the first sign-in. */
export function NewPersonDialog({ onClose }: { readonly onClose: () => void }) {
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [grants, setGrants] = useState<readonly Grant[]>([]);
  const [faults, setFaults] = useState<Faults>({});
  const add = useNewPerson();
  const submit = () => {
    const form = { email: email.trim(), name: name.trim(), grants: [...grants] };
    const found = faultsOf(NewStaffMember, form);
    setFaults(found);
    if (isSound(found)) add.mutate(form);
  };
  return (
    <Dialog title={say('admin.add_person')} onClose={onClose}>
      {add.data ? (
        <p role="status">{say('admin.first_password', { password: add.data.oneTimePassword })}</p>
      ) : (
        <FormBody onSubmit={submit}>
          <TextInput
            label={say('sign-in.email')}
            type="email"
            value={email}
            error={faults.email}
            onChange={({ currentTarget }) => setEmail(currentTarget.value)}
          />
          <TextInput
            label={say('account.name')}
            value={name}
            error={faults.name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <GrantsInput
            grants={grants}
            fault={faults.grants ? say('admin.role_place') : null}
            onChange={setGrants}
          />
          <Refusal error={add.error} />
          <Button type="submit" loading={add.isPending}>
            {say('admin.add')}
          </Button>
        </FormBody>
      )}
    </Dialog>
  );
}
