import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { WardView as WardShape } from '../../../../../src/contracts/console/admin.ts';
import { Failure } from '../../components/failure.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { ask } from '../../lib/api.ts';
import { WardForm } from './ward-form.tsx';

export function WardView({ mayChange }: { readonly mayChange: boolean }) {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['admin', 'ward'],
    queryFn: () => ask<z.infer<typeof WardShape>>('/admin/ward'),
  });
  if (isPending) return <Waiting />;
  if (!data) return <Failure error={error} onRetry={() => void refetch()} />;
  return <WardForm key={JSON.stringify(data)} ward={data} mayChange={mayChange} />;
}
