import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Refusal } from '../../components/refusal.tsx';
import { dateTime } from '../../lib/moments.ts';
import { say } from '../../lib/words.ts';
import { makeResetLink } from './people-api.ts';

/** The link is shown once, for the administrator to hand over. */
export function ResetLinkButton({ id }: { readonly id: number }) {
  const make = useMutation({ mutationFn: () => makeResetLink(id) });
  if (make.data)
    return (
      <TextInput
        label={say('admin.reset_link')}
        description={say('admin.reset_until', { at: dateTime(make.data.expiresAt) })}
        readOnly
        value={make.data.url}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
    );
  return (
    <>
      <Button variant="default" loading={make.isPending} onClick={() => make.mutate()}>
        {say('admin.make_reset_link')}
      </Button>
      <Refusal error={make.error} />
    </>
  );
}
