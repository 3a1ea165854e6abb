import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import type { AccountList } from '../../../../../src/contracts/console/admin.ts';
import { Failure } from '../../components/failure.tsx';
import { Icon } from '../../components/icon.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { ask, call } from '../../lib/api.ts';
import { nameOf, say } from '../../lib/words.ts';
import { AccountLine } from './account-line.tsx';
import { ConnectDialog } from './connect-dialog.tsx';

const key = ['admin', 'accounts'] as const;

/** The ward's accounts on the platforms: which work, which stand still, and new ones. */
export function AccountsView({ mayChange }: { readonly mayChange: boolean }) {
  const client = useQueryClient();
  const [isConnecting, setConnecting] = useState(false);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: key,
    queryFn: () => ask<z.infer<typeof AccountList>>('/admin/accounts'),
  });
  const resume = useMutation({
    mutationFn: (id: number) => call('PATCH', `/admin/accounts/${id}`, { paused: false }),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
  return (
    <section className="card">
      <h2>{nameOf('admin.section', 'accounts')}</h2>
      {mayChange && data && (
        <Button onClick={() => setConnecting(true)}>
          <Icon name="plus" /> {say('admin.connect')}
        </Button>
      )}
      {isPending && <Waiting />}
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      <Refusal error={resume.error} />
      <ul className="rows">
        {data?.accounts.map((account) => (
          <AccountLine
            key={account.id}
            account={account}
            onResume={mayChange ? () => resume.mutate(account.id) : null}
          />
        ))}
      </ul>
      {isConnecting && data && (
        <ConnectDialog channels={data.channels} onClose={() => setConnecting(false)} />
      )}
    </section>
  );
}
