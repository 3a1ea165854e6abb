import { useMutation, useQueryClient } from '@tanstack/react-query';
import { sessionKey } from '../../lib/session.ts';

/** A change of one's own account: the session is read anew, for its frame and its name show it. */
export function useOwnChange<Body>(change: (body: Body) => Promise<unknown>, onDone?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async () => {
      onDone?.();
      await client.invalidateQueries({ queryKey: sessionKey });
    },
  });
}
