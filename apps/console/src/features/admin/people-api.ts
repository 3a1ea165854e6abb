import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  NewStaffMember,
  ResetLink,
  StaffAdded,
  StaffChange,
  StaffList,
} from '../../../../../src/contracts/console/admin.ts';
import type { AuditPage } from '../../../../../src/contracts/console/audit.ts';
import { ask, call, queryText } from '../../lib/api.ts';

const peopleKey = ['admin', 'staff'] as const;

export const usePeople = () =>
  useQuery({ queryKey: peopleKey, queryFn: () => ask<z.infer<typeof StaffList>>('/admin/staff') });

export function usePersonChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, body }: { id: number; body: StaffChange }) =>
      call('PATCH', `/admin/staff/${id}`, body),
    onSettled: () => client.invalidateQueries({ queryKey: peopleKey }),
  });
}

export function useNewPerson() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: z.infer<typeof NewStaffMember>) =>
      call<z.infer<typeof StaffAdded>>('POST', '/admin/staff', body),
    onSettled: () => client.invalidateQueries({ queryKey: peopleKey }),
  });
}

export const makeResetLink = (id: number) =>
  call<z.infer<typeof ResetLink>>('POST', `/staff/${id}/reset-link`, {});

export const useAudit = () =>
  useInfiniteQuery({
    queryKey: ['admin', 'audit'],
    queryFn: ({ pageParam }) => ask<z.infer<typeof AuditPage>>(`/audit${queryText({ before: pageParam })}`),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
