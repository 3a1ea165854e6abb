import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Refusal } from '../../components/refusal.tsx';
import { nameOf, say } from '../../lib/words.ts';
import { noticesKey } from './notices-api.ts';
import { beginPush, endPush, readPushState } from './push.ts';

const key = ['push-state'] as const;

/** Whether this browser takes notices, and why not. */
export function PushCard({ browsers }: { readonly browsers: number }) {
  const client = useQueryClient();
  const { data: state } = useQuery({ queryKey: key, queryFn: readPushState });
  const change = useMutation({
    mutationFn: () => (state === 'on' ? endPush() : beginPush()),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: key }),
        client.invalidateQueries({ queryKey: noticesKey }),
      ]),
  });
  return (
    <section className="card form">
      <h2>{say('notice.push_title')}</h2>
      <p role="status">{state && nameOf('notice.push', state)}</p>
      <p className="soft">{say('notice.push_count', { count: browsers })}</p>
      <Refusal error={change.error && new Error(say('shared.failed'))} />
      {(state === 'on' || state === 'off') && (
        <Button variant="default" loading={change.isPending} onClick={() => change.mutate()}>
          {say(state === 'on' ? 'notice.push_end' : 'notice.push_begin')}
        </Button>
      )}
    </section>
  );
}
