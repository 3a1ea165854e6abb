import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import { WardChange, type WardView } from '../../../../../src/contracts/console/admin.ts';
import { FormCard } from '../../components/form-card.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { call } from '../../lib/api.ts';
import { type Faults, faultsOf, isSound } from '../../lib/check-form.ts';
import { nameOf, say } from '../../lib/words.ts';
import { filledIn, WardContactFields } from './ward-contact-fields.tsx';

type Ward = z.infer<typeof WardView>;
const fields = ['name', 'hotline', 'website', 'map', 'officerAnswersWithinWorkingHours'] as const;
type Field = (typeof fields)[number];

interface Props {
  readonly ward: Ward;
  readonly mayChange: boolean;
  readonly onSaved: () => void;
}

/** What citizens are told when they ask where the ward is and whom to call. */
export function WardForm({ ward, mayChange, onSaved }: Props) {
  const client = useQueryClient();
  const [typed, setTyped] = useState(() => typedFrom(ward));
  const [contacts, setContacts] = useState<Ward['contacts']>(ward.contacts);
  const [faults, setFaults] = useState<Faults>({});
  const save = useMutation({
    mutationFn: (body: WardChange) => call('PATCH', '/admin/ward', body),
    onSuccess: () => {
      onSaved();
      return client.invalidateQueries();
    },
  });
  const submit = () => {
    const body = { ...bodyFrom(typed), contacts: contacts.map(filledIn) };
    const found = faultsOf(WardChange, body);
    setFaults(found);
    if (isSound(found)) save.mutate(body);
  };
  return (
    <FormCard title={nameOf('admin.section', 'ward')} onSubmit={submit}>
      {fields.map((field) => (
        <TextInput
          key={field}
          label={nameOf('admin.ward', field)}
          {...(field === 'officerAnswersWithinWorkingHours' && {
            type: 'number',
            description: say('admin.ward_answer_hint'),
          })}
          value={typed[field]}
          error={faultOf(field, faults)}
          readOnly={!mayChange}
          onChange={({ currentTarget }) => setTyped({ ...typed, [field]: currentTarget.value })}
        />
      ))}
      <WardContactFields
        contacts={contacts}
        mayChange={mayChange}
        onChange={(next) => setContacts([...next])}
      />
      {faults.contacts && <Refusal error={new Error(say('admin.ward_contact_fault'))} />}
      <Refusal error={save.error} />
      {mayChange && (
        <Button type="submit" loading={save.isPending}>
          {say('shared.save')}
        </Button>
      )}
    </FormCard>
  );
}

const typedFrom = (ward: Ward): Readonly<Record<Field, string>> => ({
  name: ward.name,
  hotline: ward.hotline ?? '',
  website: ward.website ?? '',
  map: ward.map ?? '',
  officerAnswersWithinWorkingHours: String(ward.officerAnswersWithinWorkingHours ?? ''),
});

/** What is empty is taken away. */
function bodyFrom({ name, hotline, website, map, ...rest }: Readonly<Record<Field, string>>) {
  const hours = rest.officerAnswersWithinWorkingHours.trim();
  return {
    name: name.trim(),
    hotline: hotline.trim() || null,
    website: website.trim() || null,
    map: map.trim() || null,
    officerAnswersWithinWorkingHours: hours === '' ? null : Number(hours),
  };
}

function faultOf(field: Field, faults: Faults): string | null {
  const fault = faults[field];
  if (fault === undefined) return null;
  if (field === 'officerAnswersWithinWorkingHours') return say('admin.ward_answer_fault');
  return field === 'website' || field === 'map' ? say('admin.ward_url_fault') : fault;
}
