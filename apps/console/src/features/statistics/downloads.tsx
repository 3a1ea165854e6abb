import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { apiBase, queryText } from '../../lib/api.ts';
import { dateField } from '../../lib/moments.ts';
import { useHasRole } from '../../lib/session.ts';
import { say } from '../../lib/words.ts';

/** Files for the report to the level above; the house keeps a record of who took which. */
export function Downloads() {
  const mayRegister = useHasRole('dispatcher', 'lead', 'approver', 'auditor');
  const mayMonthly = useHasRole('dispatcher', 'lead', 'communications', 'approver', 'auditor');
  const today = dateField(Date.now());
  const [from, setFrom] = useState(`${today.slice(0, 7)}-01`);
  const [to, setTo] = useState(today);
  const [month, setMonth] = useState(today.slice(0, 7));
  const isPeriod = from !== '' && to >= from;
  const isMonth = /^\d{4}-\d{2}$/.test(month);
  if (!mayMonthly) return null;
  return (
    <section className="card form">
      <h2>{say('statistics.downloads')}</h2>
      {mayRegister && (
        <>
          <TextInput
            type="date"
            label={say('statistics.register_from')}
            value={from}
            onChange={({ currentTarget }) => setFrom(currentTarget.value)}
          />
          <TextInput
            type="date"
            label={say('statistics.register_to')}
            value={to}
            error={isPeriod ? null : say('statistics.period_fault')}
            onChange={({ currentTarget }) => setTo(currentTarget.value)}
          />
          {isPeriod && (
            <a
              className="big-link"
              href={`${apiBase}/exports/register.xlsx${queryText({ from, to })}`}
              download
            >
              {say('statistics.register')}
            </a>
          )}
        </>
      )}
      <TextInput
        type="month"
        label={say('statistics.month')}
        value={month}
        error={isMonth ? null : say('shared.fault_missing')}
        onChange={({ currentTarget }) => setMonth(currentTarget.value)}
      />
      {isMonth && (
        <a className="big-link" href={`${apiBase}/exports/monthly.xlsx${queryText({ month })}`} download>
          {say('statistics.monthly')}
        </a>
      )}
    </section>
  );
}
