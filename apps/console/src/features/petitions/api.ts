import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { PetitionDetail, PetitionList } from '../../../../../src/contracts/console/petitions.ts';
import { ask, call } from '../../lib/api.ts';

const listKey = ['petitions'] as const;

export const usePetitions = () =>
  useQuery({ queryKey: listKey, queryFn: () => ask<z.infer<typeof PetitionList>>('/petitions') });

/** Asked for one by one, and only when somebody opens it: each look is written down. */
export const usePetition = (id: number | null) =>
  useQuery({
    queryKey: ['petition', id],
    queryFn: () => ask<z.infer<typeof PetitionDetail>>(`/petitions/${id}`),
    enabled: id !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

export function usePetitionStep(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body }: { path: 'assign' | 'handled'; body: object }) =>
      call('POST', `/petitions/${id}/${path}`, body),
    onSettled: () => client.invalidateQueries({ queryKey: listKey }),
  });
}
