import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { apiBase, call } from '../lib/api.ts';
import { say } from '../lib/words.ts';
import { Dialog } from './dialog.tsx';
import { Done } from './done.tsx';
import { FormBody } from './form-body.tsx';
import { Refusal } from './refusal.tsx';

/** For somebody who asks at the counter what is kept about them, or wants it gone. `path`: theirs in the API. */
export function OwnDataCard({ path }: { readonly path: string }) {
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const [typed, setTyped] = useState('');
  const word = say('conversation.data_erase_word');
  const erase = useMutation({
    mutationFn: () => call('DELETE', path),
    onSuccess: async () => {
      setAsking(false);
      await client.invalidateQueries();
    },
  });
  const address = `${apiBase}${path}/data.json`;
  const isSure = typed.trim().toLocaleUpperCase('vi') === word;
  return (
    <section className="card form">
      <h2>{say('conversation.data_title')}</h2>
      {!erase.isSuccess && (
        <>
          <div className="buttons">
            <a className="plain-link" href={`${address}?format=text`} download>
              {say('conversation.data_print')}
            </a>
            <a className="plain-link" href={address} download>
              {say('conversation.data_see')}
            </a>
          </div>
          <Button variant="default" onClick={() => setAsking(true)}>
            {say('conversation.data_erase')}
          </Button>
        </>
      )}
      <Done text={erase.isSuccess ? say('conversation.data_erased') : null} />
      {isAsking && (
        <Dialog title={say('conversation.data_erase')} onClose={() => setAsking(false)}>
          <FormBody onSubmit={() => isSure && erase.mutate()}>
            <p>{say('conversation.data_erase_hint')}</p>
            <TextInput
              label={say('conversation.data_type', { word })}
              autoComplete="off"
              value={typed}
              onChange={({ currentTarget }) => setTyped(currentTarget.value)}
            />
            <Refusal error={erase.error} />
            <Button type="submit" disabled={!isSure} loading={erase.isPending}>
              {say('conversation.data_erase')}
            </Button>
          </FormBody>
        </Dialog>
      )}
    </section>
  );
}
