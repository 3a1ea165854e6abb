import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Icon } from '../components/icon.tsx';
import { call } from '../lib/api.ts';
import { forgetDrafts } from '../lib/drafts.ts';
import { sessionKey } from '../lib/session.ts';
import { say } from '../lib/words.ts';

export function SignOutButton() {
  const client = useQueryClient();
  const leave = useMutation({
    mutationFn: () => call('DELETE', '/session'),
    onSuccess: () => {
      forgetDrafts();
      client.setQueryData(sessionKey, null);
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
    },
  });
  return (
    <>
      <button type="button" className="nav-button" disabled={leave.isPending} onClick={() => leave.mutate()}>
        <Icon name="leave" /> {say('shell.sign_out')}
      </button>
      {leave.error && <p role="alert">{leave.error.message}</p>}
    </>
  );
}
