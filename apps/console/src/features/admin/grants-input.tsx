import { Button } from '@mantine/core';
import { say } from '../../lib/words.ts';
import { GrantInput } from './grant-input.tsx';
import type { Grant } from './grants.ts';

interface Props {
  readonly grants: readonly Grant[];
  readonly fault: string | null;
  readonly onChange: (grants: readonly Grant[]) => void;
}

export function GrantsInput({ grants, fault, onChange }: Props) {
  const change = (at: number, grant: Grant) =>
    onChange(grants.map((old, place) => (place === at ? grant : old)));
  return (
    <fieldset className="card form">
      <legend>{say('admin.roles')}</legend>
      {grants.map((grant, at) => (
        <GrantInput
          // biome-ignore lint/suspicious/noArrayIndexKey: a role has no name but its place in the list.
          key={at}
          grant={grant}
          onChange={(next) => change(at, next)}
          onRemove={() => onChange(grants.filter((_, place) => place !== at))}
        />
      ))}
      {fault && <p className="refusal">{fault}</p>}
      <Button
        variant="default"
        onClick={() => onChange([...grants, { role: 'officer', officeId: null, neighbourhoodId: null }])}
      >
        {say('admin.add_role')}
      </Button>
    </fieldset>
  );
}
