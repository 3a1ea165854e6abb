import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import { WardChange, type WardContact, type WardView } from '../../../../../src/contracts/console/admin.ts';
import { FormCard } from '../../components/form-card.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { call } from '../../lib/api.ts';
import { type Faults, faultsOf, isSound } from '../../lib/check-form.ts';
import { nameOf, say } from '../../lib/words.ts';

type Contact = z.infer<typeof WardContact>;
const parts = ['name', 'address', 'phone'] as const;

interface Props {
  readonly ward: z.infer<typeof WardView>;
  readonly mayChange: boolean;
}

/** What citizens are told when they ask where the ward is and whom to call. */
export function WardForm({ ward, mayChange }: Props) {
  const client = useQueryClient();
  const [name, setName] = useState(ward.name);
  const [hotline, setHotline] = useState(ward.hotline ?? '');
  const [contacts, setContacts] = useState<readonly Contact[]>(ward.contacts);
  const [faults, setFaults] = useState<Faults>({});
  const save = useMutation({
    mutationFn: (body: WardChange) => call('PATCH', '/admin/ward', body),
    onSuccess: () => client.invalidateQueries(),
  });
  const submit = () => {
    const body = { name, hotline: hotline.trim() || null, contacts: contacts.map(filledIn) };
    const found = faultsOf(WardChange, body);
    setFaults(found);
    if (isSound(found)) save.mutate(body);
  };
  const change = (at: number, next: Contact) =>
    setContacts(contacts.map((old, place) => (place === at ? next : old)));
  return (
    <FormCard title={nameOf('admin.section', 'ward')} onSubmit={submit}>
      <TextInput
        label={say('admin.field_name')}
        value={name}
        error={faults.name}
        readOnly={!mayChange}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <TextInput
        label={say('admin.ward_hotline')}
        value={hotline}
        error={faults.hotline}
        readOnly={!mayChange}
        onChange={({ currentTarget }) => setHotline(currentTarget.value)}
      />
      <h3>{say('admin.ward_contacts')}</h3>
      {contacts.map((contact, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: places are only ever added at the end.
        <div key={at} className="card form">
          {parts.map((part) => (
            <TextInput
              key={part}
              label={nameOf('admin.ward_contact', part)}
              value={contact[part] ?? ''}
              readOnly={!mayChange}
              onChange={({ currentTarget }) => change(at, { ...contact, [part]: currentTarget.value })}
            />
          ))}
        </div>
      ))}
      {faults.contacts && <Refusal error={new Error(faults.contacts)} />}
      <Refusal error={save.error} />
      {mayChange && (
        <div className="buttons">
          <Button variant="default" onClick={() => setContacts([...contacts, { name: '' }])}>
            {say('admin.ward_add_contact')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {say('shared.save')}
          </Button>
        </div>
      )}
    </FormCard>
  );
}

/** What was left empty is left out. */
const filledIn = (contact: Contact): Contact =>
  Object.fromEntries(Object.entries(contact).filter(([, text]) => (text ?? '').trim() !== '')) as Contact;
