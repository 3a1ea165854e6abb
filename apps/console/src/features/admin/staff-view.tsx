import { Button } from '@mantine/core';
import { useState } from 'react';
import type { StaffMember } from '../../../../../src/contracts/console/admin.ts';
import { Failure } from '../../components/failure.tsx';
import { Icon } from '../../components/icon.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { nameOf, say } from '../../lib/words.ts';
import { NewPersonDialog } from './new-person-dialog.tsx';
import { usePeople } from './people-api.ts';
import { PersonDialog } from './person-dialog.tsx';
import { PersonLine } from './person-line.tsx';

export function StaffView() {
  const { data, error, isPending, refetch } = usePeople();
  const [isAdding, setAdding] = useState(false);
  const [edited, setEdited] = useState<StaffMember | null>(null);
  return (
    <section className="card">
      <h2>{nameOf('admin.section', 'staff')}</h2>
      <Button onClick={() => setAdding(true)}>
        <Icon name="plus" /> {say('admin.add_person')}
      </Button>
      {isPending && <Waiting />}
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      <ul className="rows">
        {data?.staff.map((person) => (
          <PersonLine key={person.id} person={person} onEdit={() => setEdited(person)} />
        ))}
      </ul>
      {isAdding && <NewPersonDialog onClose={() => setAdding(false)} />}
      {edited && <PersonDialog person={edited} onClose={() => setEdited(null)} />}
    </section>
  );
}
