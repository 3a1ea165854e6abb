import { NativeSelect, TextInput } from '@mantine/core';
import { useLookups } from '../../lib/lookups.ts';
import { useSession } from '../../lib/session.ts';
import { say } from '../../lib/words.ts';

export interface AbsenceText {
  readonly from: string;
  readonly until: string;
  readonly deputyId: string;
}

interface Props {
  readonly value: AbsenceText;
  readonly fault: string | null;
  readonly onChange: (value: AbsenceText) => void;
}

export function AbsenceFields({ value, fault, onChange }: Props) {
  const { staff: self } = useSession();
  const { staff } = useLookups();
  const others = staff.filter(({ id, away }) => id !== self.id && !away);
  return (
    <>
      <p>{say('account.absence_text')}</p>
      <TextInput
        type="date"
        label={say('account.absence_from')}
        value={value.from}
        onChange={({ currentTarget }) => onChange({ ...value, from: currentTarget.value })}
      />
      <TextInput
        type="date"
        label={say('account.absence_until')}
        value={value.until}
        onChange={({ currentTarget }) => onChange({ ...value, until: currentTarget.value })}
      />
      <NativeSelect
        label={say('account.deputy')}
        value={value.deputyId}
        error={fault}
        data={[
          { value: '', label: say('shared.choose') },
          ...others.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
        onChange={({ currentTarget }) => onChange({ ...value, deputyId: currentTarget.value })}
      />
    </>
  );
}
