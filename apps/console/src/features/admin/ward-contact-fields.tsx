import { Button, TextInput } from '@mantine/core';
import type { z } from 'zod';
import type { WardContact } from '../../../../../src/contracts/console/admin.ts';
import { Icon } from '../../components/icon.tsx';
import { nameOf, say } from '../../lib/words.ts';

export type Contact = z.infer<typeof WardContact>;
const parts = ['name', 'about', 'address', 'phone', 'email'] as const;

interface Props {
  readonly contacts: readonly Contact[];
  readonly mayChange: boolean;
  readonly onChange: (contacts: readonly Contact[]) => void;
}

/** Places and people that citizens are told to turn to. */
export function WardContactFields({ contacts, mayChange, onChange }: Props) {
  const change = (at: number, next: Contact) =>
    onChange(contacts.map((old, place) => (place === at ? next : old)));
  return (
    <>
      <h3>{say('admin.ward_contacts')}</h3>
      {contacts.map((contact, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two may be empty at once; every field is controlled.
        <fieldset key={at} className="card form">
          <legend className="visually-hidden">{contact.name || say('admin.ward_contact_new')}</legend>
          {parts.map((part) => (
            <TextInput
              key={part}
              label={nameOf('admin.ward_contact', part)}
              value={contact[part] ?? ''}
              readOnly={!mayChange}
              onChange={({ currentTarget }) => change(at, { ...contact, [part]: currentTarget.value })}
            />
          ))}
          {mayChange && (
            <Button
              variant="default"
              onClick={() => onChange(contacts.filter((_, place) => place !== at))}
              aria-label={say('admin.ward_remove_named', {
                name: contact.name || say('admin.ward_contact_new'),
              })}
            >
              <Icon name="close" /> {say('admin.ward_remove_contact')}
            </Button>
          )}
        </fieldset>
      ))}
      {mayChange && (
        <Button variant="default" onClick={() => onChange([...contacts, { name: '' }])}>
          <Icon name="plus" /> {say('admin.ward_add_contact')}
        </Button>
      )}
    </>
  );
}

/** What was left empty is left out. */
export const filledIn = (contact: Contact): Contact =>
  Object.fromEntries(Object.entries(contact).filter(([, text]) => (text ?? '').trim() !== '')) as Contact;
