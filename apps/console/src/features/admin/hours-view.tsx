import { useQuery } from '@tanstack/react-query';
import type { OfficeHoursSettings } from '../../../../../src/contracts/console/hours.ts';
import { Failure } from '../../components/failure.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { ask } from '../../lib/api.ts';
import { HoursForm } from './hours-form.tsx';
import { WardVersions } from './ward-versions.tsx';

/** Opening hours, days off and days worked instead: all deadlines are counted by them. */
export function HoursView({ mayChange }: { readonly mayChange: boolean }) {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['admin', 'office-hours'],
    queryFn: () => ask<OfficeHoursSettings>('/admin/office-hours'),
  });
  if (isPending) return <Waiting />;
  if (!data) return <Failure error={error} onRetry={() => void refetch()} />;
  return (
    <div className="cards">
      <HoursForm key={JSON.stringify(data)} hours={data} mayChange={mayChange} />
      <WardVersions kind="hours" mayChange={mayChange} />
    </div>
  );
}
