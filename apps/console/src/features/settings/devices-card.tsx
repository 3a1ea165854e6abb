import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Failure } from '../../components/failure.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { dateTime } from '../../lib/moments.ts';
import { say } from '../../lib/words.ts';
import { readDevices, revokeDevice } from './api.ts';

const key = ['devices'] as const;

/** The browsers that are signed in under this name; a lost phone is sent away here. */
export function DevicesCard() {
  const client = useQueryClient();
  const { data, error, isPending, refetch } = useQuery({ queryKey: key, queryFn: readDevices });
  const revoke = useMutation({
    mutationFn: revokeDevice,
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
  return (
    <section className="card">
      <h2>{say('account.devices_title')}</h2>
      {isPending && <Waiting />}
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      <ul className="rows">
        {data?.devices.map(({ id, device, lastSeenAt, current }) => (
          <li key={id} className="row-line">
            <span>
              <strong>{device}</strong>
              <br />
              <span className="soft">
                {current
                  ? say('account.device_this')
                  : say('account.device_seen', { at: dateTime(lastSeenAt) })}
              </span>
            </span>
            {!current && (
              <Button
                variant="default"
                loading={revoke.isPending && revoke.variables === id}
                onClick={() => revoke.mutate(id)}
              >
                {say('account.device_revoke')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Refusal error={revoke.error} />
    </section>
  );
}
