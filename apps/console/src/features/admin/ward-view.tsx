import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import type { WardView as WardShape } from '../../../../../src/contracts/console/admin.ts';
import { Done } from '../../components/done.tsx';
import { Failure } from '../../components/failure.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { ask } from '../../lib/api.ts';
import { say } from '../../lib/words.ts';
import { WardForm } from './ward-form.tsx';
import { WardVersions } from './ward-versions.tsx';

export function WardView({ mayChange }: { readonly mayChange: boolean }) {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['admin', 'ward'],
    queryFn: () => ask<z.infer<typeof WardShape>>('/admin/ward'),
  });
  const [isSaved, setSaved] = useState(false);
  if (isPending) return <Waiting />;
  if (!data) return <Failure error={error} onRetry={() => void refetch()} />;
  return (
    <div className="cards">
      <WardForm key={JSON.stringify(data)} ward={data} mayChange={mayChange} onSaved={() => setSaved(true)} />
      <Done text={isSaved ? say('shared.saved') : null} />
      <WardVersions kind="contacts" mayChange={mayChange} />
    </div>
  );
}
