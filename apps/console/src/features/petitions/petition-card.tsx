import { Button } from '@mantine/core';
import { useState } from 'react';
import type { PetitionRow } from '../../../../../src/contracts/console/petitions.ts';
import { Refusal } from '../../components/refusal.tsx';
import { dateTime } from '../../lib/moments.ts';
import { useHasRole } from '../../lib/session.ts';
import { nameOf, say } from '../../lib/words.ts';
import { usePetitionStep } from './api.ts';
import { PetitionAssign } from './petition-assign.tsx';
import { PetitionContact } from './petition-contact.tsx';

export function PetitionCard({ row }: { readonly row: PetitionRow }) {
  const [isOpen, setOpen] = useState(false);
  const isChair = useHasRole('approver');
  const step = usePetitionStep(row.id);
  return (
    <li className="card form">
      <h2>{nameOf('petition.kind', row.kind)}</h2>
      <p className="soft">{say('petition.since', { at: dateTime(row.createdAt) })}</p>
      <p>{row.assignee ? say('petition.with', { name: row.assignee.name }) : say('petition.with_nobody')}</p>
      {row.handledAt !== null && <p>{say('petition.handled_at', { at: dateTime(row.handledAt) })}</p>}
      {isOpen ? (
        <PetitionContact id={row.id} />
      ) : (
        <Button variant="default" onClick={() => setOpen(true)}>
          {say('petition.open')}
        </Button>
      )}
      {isChair && row.handledAt === null && (
        <PetitionAssign
          isBusy={step.isPending}
          onAssign={(staffId) => step.mutate({ path: 'assign', body: { staffId } })}
        />
      )}
      <Refusal error={step.error} />
      {isOpen && row.handledAt === null && (
        <Button loading={step.isPending} onClick={() => step.mutate({ path: 'handled', body: {} })}>
          {say('petition.handled')}
        </Button>
      )}
    </li>
  );
}
