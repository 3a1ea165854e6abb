import { Button, NativeSelect } from '@mantine/core';
import { useLookups } from '../../lib/lookups.ts';
import { nameOf, say } from '../../lib/words.ts';
import { type Grant, needsOffice, roles } from './grants.ts';

interface Props {
  readonly grant: Grant;
  readonly onChange: (grant: Grant) => void;
  readonly onRemove: () => void;
}

export function GrantInput({ grant, onChange, onRemove }: Props) {
  const { offices, neighbourhoods } = useLookups();
  const choice = { value: '', label: say('shared.choose') };
  const named = (rows: readonly { id: number; name: string }[]) =>
    rows.map(({ id, name }) => ({ value: String(id), label: name }));
  const idOf = (text: string) => (text === '' ? null : Number(text));
  return (
    <div className="form">
      <NativeSelect
        label={say('admin.role')}
        value={grant.role}
        data={roles.map((role) => ({ value: role, label: nameOf('shared.role', role) }))}
        onChange={({ currentTarget }) => {
          const role = roles.find((one) => one === currentTarget.value);
          if (role) onChange({ role, officeId: null, neighbourhoodId: null });
        }}
      />
      {needsOffice(grant.role) && (
        <NativeSelect
          label={say('inbox.office')}
          value={String(grant.officeId ?? '')}
          data={[choice, ...named(offices.filter(({ kind }) => kind === 'internal'))]}
          onChange={({ currentTarget }) => onChange({ ...grant, officeId: idOf(currentTarget.value) })}
        />
      )}
      {grant.role === 'head' && (
        <NativeSelect
          label={say('inbox.neighbourhood')}
          value={String(grant.neighbourhoodId ?? '')}
          data={[choice, ...named(neighbourhoods)]}
          onChange={({ currentTarget }) => onChange({ ...grant, neighbourhoodId: idOf(currentTarget.value) })}
        />
      )}
      <Button variant="default" onClick={onRemove}>
        {say('admin.remove_role')}
      </Button>
    </div>
  );
}
