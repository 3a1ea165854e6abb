import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { StaffChange, StaffMember } from '../../../../../src/contracts/console/admin.ts';
import { Dialog } from '../../components/dialog.tsx';
import { FormBody } from '../../components/form-body.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { say } from '../../lib/words.ts';
import { type Grant, isWhole } from './grants.ts';
import { GrantsInput } from './grants-input.tsx';
import { usePersonChange } from './people-api.ts';
import { ResetLinkButton } from './reset-link-button.tsx';

interface Props {
  readonly person: StaffMember;
  readonly onClose: () => void;
}

export function PersonDialog({ person, onClose }: Props) {
  const [name, setName] = useState(person.name);
  const [grants, setGrants] = useState<readonly Grant[]>(person.grants);
  const [fault, setFault] = useState<string | null>(null);
  const change = usePersonChange();
  const save = (body: StaffChange) => change.mutate({ id: person.id, body }, { onSuccess: onClose });
  const submit = () => {
    const isComplete = grants.every(isWhole);
    setFault(isComplete ? null : say('admin.role_place'));
    if (isComplete && name.trim() !== '') save({ name: name.trim(), grants: [...grants] });
  };
  return (
    <Dialog title={person.name} onClose={onClose}>
      <FormBody onSubmit={submit}>
        <TextInput
          label={say('account.name')}
          value={name}
          error={name.trim() === '' ? say('shared.fault_missing') : null}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <GrantsInput grants={grants} fault={fault} onChange={setGrants} />
        <Refusal error={change.error} />
        <Button type="submit" loading={change.isPending}>
          {say('shared.save')}
        </Button>
        <ResetLinkButton id={person.id} />
        {person.hasTotp && (
          <Button variant="default" loading={change.isPending} onClick={() => save({ hasTotp: false })}>
            {say('admin.drop_totp')}
          </Button>
        )}
        <Button
          variant="default"
          loading={change.isPending}
          onClick={() => save({ disabled: !person.disabled })}
        >
          {say(person.disabled ? 'admin.enable' : 'admin.disable')}
        </Button>
      </FormBody>
    </Dialog>
  );
}
