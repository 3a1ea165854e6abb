import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { ClaimAnswer, Filed, NewCase } from '../../../../../src/contracts/console/case.ts';
import type { CaseCounts, CaseList } from '../../../../../src/contracts/console/cases.ts';
import { ask, call, queryText } from '../../lib/api.ts';
import type { Folder } from './folder.ts';

export const useCounts = () =>
  useQuery({ queryKey: ['cases', 'counts'], queryFn: () => ask<CaseCounts>('/cases/counts') });

export const useCases = (folder: Folder) =>
  useInfiniteQuery({
    queryKey: ['cases', 'list', folder],
    queryFn: ({ pageParam }) => ask<CaseList>(`/cases${queryText({ ...folder, after: pageParam })}`),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  });

export const claimCase = (id: number) => call<z.infer<typeof ClaimAnswer>>('POST', `/cases/${id}/claim`, {});
export const fileCase = (body: z.input<typeof NewCase>) =>
  call<z.infer<typeof Filed>>('POST', '/cases', body);
