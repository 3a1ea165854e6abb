import { NativeSelect } from '@mantine/core';
import { useLookups } from '../../lib/lookups.ts';
import { say } from '../../lib/words.ts';

interface Props {
  readonly isBusy: boolean;
  readonly onAssign: (staffId: number) => void;
}

export function PetitionAssign({ isBusy, onAssign }: Props) {
  const { staff } = useLookups();
  return (
    <NativeSelect
      label={say('petition.assign')}
      value=""
      disabled={isBusy}
      data={[
        { value: '', label: say('shared.choose') },
        ...staff.map(({ id, name }) => ({ value: String(id), label: name })),
      ]}
      onChange={({ currentTarget }) => onAssign(Number(currentTarget.value))}
    />
  );
}
