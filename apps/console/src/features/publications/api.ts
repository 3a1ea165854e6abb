import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  Publication,
  PublicationDraft,
  PublicationList,
  PublicationState,
  ReleasePublication,
} from '../../../../../src/contracts/console/publications.ts';
import { ask, call, queryText } from '../../lib/api.ts';

const publicationKey = (caseId: number) => ['publication', caseId] as const;

export const usePublications = (state: PublicationState) =>
  useInfiniteQuery({
    queryKey: ['publications', state],
    queryFn: ({ pageParam }) =>
      ask<z.infer<typeof PublicationList>>(`/publications${queryText({ state, after: pageParam })}`),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const usePublication = (caseId: number) =>
  useQuery({
    queryKey: publicationKey(caseId),
    queryFn: () => ask<Publication>(`/cases/${caseId}/publication`),
  });

type Step =
  | { readonly way: 'save'; readonly body: PublicationDraft }
  | { readonly way: 'release'; readonly body: ReleasePublication }
  | { readonly way: 'withdraw' };

/** Whatever comes of it, the publication is read anew: somebody else may have changed it. */
export function usePublicationStep(caseId: number) {
  const client = useQueryClient();
  const address = `/cases/${caseId}/publication`;
  return useMutation({
    mutationFn: (step: Step) =>
      step.way === 'save'
        ? call('PUT', address, step.body)
        : call('POST', `${address}/${step.way}`, step.way === 'release' ? step.body : {}),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: publicationKey(caseId) }),
        client.invalidateQueries({ queryKey: ['publications'] }),
        client.invalidateQueries({ queryKey: ['case', caseId] }),
      ]),
  });
}
