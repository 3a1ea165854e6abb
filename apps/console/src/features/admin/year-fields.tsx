import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { OfficeHoursSettings } from '../../../../../src/contracts/console/hours.ts';
import { say } from '../../lib/words.ts';
import { closedText, readYear, workedText } from './hours-text.ts';

type Year = OfficeHoursSettings['years'][number];

interface Props {
  readonly year: Year;
  readonly mayChange: boolean;
  readonly onChange: (year: Year) => void;
}

export function YearFields({ year, mayChange, onChange }: Props) {
  const [text, setText] = useState(() => ({ closed: closedText(year), worked: workedText(year) }));
  const change = (next: { closed: string; worked: string }) => {
    setText(next);
    onChange(readYear(year, next));
  };
  return (
    <>
      <TextInput
        label={say('admin.year_source', { year: year.year })}
        value={year.source}
        readOnly={!mayChange}
        onChange={({ currentTarget }) => onChange({ ...year, source: currentTarget.value })}
      />
      <Textarea
        label={say('admin.days_closed', { year: year.year })}
        description={say('admin.days_closed_hint')}
        rows={6}
        value={text.closed}
        readOnly={!mayChange}
        onChange={({ currentTarget }) => change({ ...text, closed: currentTarget.value })}
      />
      <Textarea
        label={say('admin.days_worked', { year: year.year })}
        description={say('admin.days_worked_hint')}
        rows={3}
        value={text.worked}
        readOnly={!mayChange}
        onChange={({ currentTarget }) => change({ ...text, worked: currentTarget.value })}
      />
    </>
  );
}
