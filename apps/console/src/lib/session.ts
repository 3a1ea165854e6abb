import { useQuery } from '@tanstack/react-query';
import type { Session } from '../../../../src/contracts/console/session.ts';
import { ApiError, ask } from './api.ts';

export const sessionKey = ['session'] as const;

export type Role = Session['grants'][number]['role'];

/** Null = nobody is signed in. */
export async function readSession(): Promise<Session | null> {
  try {
    return await ask<Session>('/session');
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}

export const useSessionQuery = () => useQuery({ queryKey: sessionKey, queryFn: readSession });

/** Inside the gate there always is one. */
export function useSession(): Session {
  const { data } = useSessionQuery();
  if (!data) throw new Error('no session');
  return data;
}

export function useHasRole(...roles: readonly Role[]): boolean {
  const { data } = useSessionQuery();
  return data?.grants.some(({ role }) => roles.includes(role)) ?? false;
}
