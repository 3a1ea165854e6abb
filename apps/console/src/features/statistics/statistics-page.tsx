import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Statistics } from '../../../../../src/contracts/console/statistics.ts';
import { Failure } from '../../components/failure.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { ask, queryText } from '../../lib/api.ts';
import { dateOnly, startOfDate } from '../../lib/moments.ts';
import { say } from '../../lib/words.ts';
import { Downloads } from './downloads.tsx';
import { FiguresTable } from './figures-table.tsx';
import './statistics.css';

/** Cases are counted in the month in which they were received. */
export function StatisticsPage() {
  const [period, setPeriod] = useState({ from: '', to: '' });
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['statistics', period],
    queryFn: () => ask<Statistics>(`/statistics${queryText(period)}`),
  });
  return (
    <div className="page cards">
      <h1>{say('statistics.title')}</h1>
      <section className="card form" aria-label={say('statistics.period')}>
        {(['from', 'to'] as const).map((end) => (
          <TextInput
            key={end}
            type="date"
            label={say(end === 'from' ? 'statistics.from' : 'statistics.to')}
            value={period[end]}
            onChange={({ currentTarget }) => setPeriod({ ...period, [end]: currentTarget.value })}
          />
        ))}
      </section>
      {isPending && <Waiting />}
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {data && (
        <>
          <p>
            {say('statistics.between', {
              from: dateOnly(startOfDate(data.from)),
              to: dateOnly(startOfDate(data.to)),
            })}
          </p>
          {data.total.received === 0 && <p className="empty">{say('statistics.none')}</p>}
          <FiguresTable
            title={say('statistics.months')}
            rows={data.months.map((row) => [monthName(row.month), row])}
            total={data.total}
          />
          <FiguresTable
            title={say('statistics.offices')}
            rows={data.offices.map((row) => [
              row.officeId === null ? say('statistics.unassigned') : row.name,
              row,
            ])}
            total={data.total}
          />
          <FiguresTable
            title={say('statistics.categories')}
            rows={data.categories.map((row) => [row.name, row])}
            total={data.total}
          />
        </>
      )}
      <Downloads />
    </div>
  );
}

/** `2026-11` as it is said. */
function monthName(code: string): string {
  const [year = '', month = ''] = code.split('-');
  return say('statistics.month_name', { month: Number(month), year });
}
