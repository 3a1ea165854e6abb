import { NativeSelect } from '@mantine/core';
import type { CaseDetail } from '../../../../../src/contracts/console/case.ts';
import type { Lookups } from '../../../../../src/contracts/console/lookups.ts';
import { useLookups } from '../../lib/lookups.ts';
import { nameOf, say } from '../../lib/words.ts';
import type { Pick } from './act-forms.ts';

interface Props {
  readonly pick: Pick;
  readonly detail: CaseDetail;
  readonly value: string;
  readonly fault: string | null;
  readonly onChange: (value: string) => void;
}

export function ActTarget({ pick, detail, value, fault, onChange }: Props) {
  const lookups = useLookups();
  if (pick === 'nothing') return null;
  return (
    <NativeSelect
      label={nameOf('act.pick', pick)}
      value={value}
      error={fault}
      data={[{ value: '', label: say('shared.choose') }, ...optionsOf(pick, detail, lookups)]}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}

interface Option {
  readonly value: string;
  readonly label: string;
}

function optionsOf(pick: Pick, detail: CaseDetail, lookups: Lookups): Option[] {
  if (pick === 'pause')
    return ['supplement', 'other_agency'].map((reason) => ({
      value: reason,
      label: nameOf('case.pause', reason),
    }));
  if (pick === 'staff') return staffOptions(detail, lookups);
  const kind = pick === 'external_office' ? 'external' : 'internal';
  const offices = lookups.offices
    .filter((office) => office.kind === kind && office.id !== detail.officeId)
    .map(({ id, name }) => ({ value: String(id), label: name }));
  return kind === 'external'
    ? offices
    : [{ value: 'dispatcher', label: say('act.to_dispatcher') }, ...offices];
}

/** The office's own people first; whoever is away is said to be. */
function staffOptions(detail: CaseDetail, { staff }: Lookups): Option[] {
  const isOwn = ({ officeIds }: Lookups['staff'][number]) =>
    detail.officeId !== null && officeIds.includes(detail.officeId);
  return [...staff]
    .sort((a, b) => Number(isOwn(b)) - Number(isOwn(a)))
    .map(({ id, name, away }) => ({ value: String(id), label: away ? say('act.away', { name }) : name }));
}
