import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  AnswerPreview,
  CaseDetail,
  ClaimAnswer,
  SimilarCases,
} from '../../../../../src/contracts/console/case.ts';
import { ApiError, apiBase, ask, call } from '../../lib/api.ts';

const caseKey = (id: number) => ['case', id] as const;

export const useCase = (id: number) =>
  useQuery({ queryKey: caseKey(id), queryFn: () => ask<CaseDetail>(`/cases/${id}`) });

export const useSimilar = (id: number) =>
  useQuery({
    queryKey: ['similar', id],
    queryFn: () => ask<z.infer<typeof SimilarCases>>(`/cases/${id}/similar`),
  });

export const readPreview = (id: number, body: string) =>
  call<z.infer<typeof AnswerPreview>>('POST', `/cases/${id}/preview`, { body });

export const photoAddress = (caseId: number, photoId: string): string =>
  `${apiBase}/cases/${caseId}/photos/${encodeURIComponent(photoId)}`;

export interface Act {
  /** Below the case: `assign`, `answers/3/approve`. */
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Does something with a case; whatever comes of it, the case is read anew. */
export function useAct(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body }: Act) =>
      call<Partial<z.infer<typeof ClaimAnswer>>>('POST', `/cases/${id}/${path}`, body),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: caseKey(id) }),
        client.invalidateQueries({ queryKey: ['cases'] }),
      ]),
  });
}

/** Somebody else was faster: nothing was done, and the case that is shown now is theirs. */
export const isOvertaken = (error: Error | null): boolean =>
  error instanceof ApiError && error.code === 'case_changed';
