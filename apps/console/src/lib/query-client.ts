import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from './api.ts';
import { sessionKey } from './session.ts';

const freshMs = 15_000;

/** Asked anew by the live stream and each minute; a refusal is not repeated, a network failure is. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: followSession }),
  mutationCache: new MutationCache({ onError: followSession }),
  defaultOptions: {
    queries: {
      staleTime: freshMs,
      retry: (failures, error) => failures < 2 && !(error instanceof ApiError && isRefusal(error)),
      networkMode: 'always',
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

const isRefusal = (error: ApiError) => error.status >= 400 && error.status < 500;

/** Signed out elsewhere, or something must be done first: the gate reads the session and shows it. */
function followSession(error: Error): void {
  if (!(error instanceof ApiError)) return;
  if (error.status === 401 && queryClient.getQueryData(sessionKey))
    queryClient.setQueryData(sessionKey, null);
  if (error.code === 'change_password' || error.code === 'set_up_totp')
    void queryClient.invalidateQueries({ queryKey: sessionKey });
}
