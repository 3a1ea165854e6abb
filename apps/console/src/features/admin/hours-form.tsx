import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { OfficeHoursInput, type OfficeHoursSettings } from '../../../../../src/contracts/console/hours.ts';
import { FormCard } from '../../components/form-card.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { call } from '../../lib/api.ts';
import { nameOf, say } from '../../lib/words.ts';
import { emptyYear, intervalsText, weekdays, withIntervals } from './hours-text.ts';
import { YearFields } from './year-fields.tsx';

interface Props {
  readonly hours: OfficeHoursSettings;
  readonly mayChange: boolean;
}

export function HoursForm({ hours, mayChange }: Props) {
  const client = useQueryClient();
  const [week, setWeek] = useState(() => weekdays.map((day) => intervalsText(hours, day)));
  const [years, setYears] = useState(hours.years);
  const [fault, setFault] = useState<'admin.hours_broken' | 'admin.hours_empty' | null>(null);
  const nextYear = Math.max(new Date().getFullYear() - 1, ...years.map(({ year }) => year)) + 1;
  const save = useMutation({
    mutationFn: (body: OfficeHoursSettings) => call('PUT', '/admin/office-hours', body),
    onSuccess: () => client.invalidateQueries({ queryKey: ['admin'] }),
  });
  const submit = () => {
    const next = weekdays.reduce((all, day, at) => withIntervals(all, day, week[at] ?? ''), {
      ...hours,
      years,
    });
    const isSound = OfficeHoursInput.safeParse(next).success;
    const isEmpty = week.every((day) => day.trim() === '');
    const broken = isEmpty ? 'admin.hours_empty' : 'admin.hours_broken';
    setFault(isSound ? null : broken);
    if (isSound) save.mutate(next);
  };
  return (
    <FormCard title={nameOf('admin.section', 'office-hours')} onSubmit={submit}>
      <p className="soft">{say('admin.hours_hint')}</p>
      {weekdays.map((day, at) => (
        <TextInput
          key={day}
          label={nameOf('admin.day', day)}
          value={week[at] ?? ''}
          readOnly={!mayChange}
          onChange={({ currentTarget }) =>
            setWeek(week.map((old, place) => (place === at ? currentTarget.value : old)))
          }
        />
      ))}
      {years.map((year, at) => (
        <YearFields
          key={year.year}
          year={year}
          mayChange={mayChange}
          onChange={(next) => setYears(years.map((old, place) => (place === at ? next : old)))}
        />
      ))}
      {mayChange && (
        <Button variant="default" onClick={() => setYears([...years, emptyYear(nextYear)])}>
          {say('admin.add_year', { year: nextYear })}
        </Button>
      )}
      {fault && <Refusal error={new Error(say(fault))} />}
      <Refusal error={save.error} />
      {mayChange && (
        <Button type="submit" loading={save.isPending}>
          {say('shared.save')}
        </Button>
      )}
    </FormCard>
  );
}
