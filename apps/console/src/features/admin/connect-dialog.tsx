import { Button, NativeSelect, PasswordInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog } from '../../components/dialog.tsx';
import { FormBody } from '../../components/form-body.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { call } from '../../lib/api.ts';
import { nameOf, say } from '../../lib/words.ts';

interface Props {
  readonly channels: readonly { readonly channel: string; readonly variables: readonly string[] }[];
  readonly onClose: () => void;
}

/** The variables are named as in `.env.example`; what is entered goes in and never comes out again. */
export function ConnectDialog({ channels, onClose }: Props) {
  const client = useQueryClient();
  const [channel, setChannel] = useState(channels[0]?.channel ?? '');
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const connect = useMutation({
    mutationFn: () => {
      const given = Object.entries(values).filter(([, value]) => value.trim() !== '');
      return call('POST', '/admin/accounts', { variables: Object.fromEntries(given) });
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['admin', 'accounts'] });
      onClose();
    },
  });
  const variables = channels.find((one) => one.channel === channel)?.variables ?? [];
  return (
    <Dialog title={say('admin.connect')} onClose={onClose}>
      <FormBody onSubmit={() => connect.mutate()}>
        <NativeSelect
          label={say('admin.channel')}
          value={channel}
          data={channels.map((one) => ({ value: one.channel, label: nameOf('shared.channel', one.channel) }))}
          onChange={({ currentTarget }) => {
            setChannel(currentTarget.value);
            setValues({});
          }}
        />
        {variables.map((name) => (
          <PasswordInput
            key={name}
            label={name}
            autoComplete="off"
            value={values[name] ?? ''}
            onChange={({ currentTarget }) => setValues({ ...values, [name]: currentTarget.value })}
          />
        ))}
        <Refusal error={connect.error} />
        <Button type="submit" loading={connect.isPending}>
          {say('admin.connect')}
        </Button>
      </FormBody>
    </Dialog>
  );
}
