import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { WardVersionKind, WardVersionList } from '../../../../../src/contracts/console/admin.ts';
import { ask, call, queryText } from '../../lib/api.ts';

export const useVersions = (kind: WardVersionKind) =>
  useQuery({
    queryKey: ['admin', 'ward-versions', kind],
    queryFn: () => ask<WardVersionList>(`/admin/ward/versions${queryText({ kind })}`),
  });

/** The ward's contacts and hours are told in many places: all is read anew. */
export function useRestore() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => call('POST', `/admin/ward/versions/${id}/restore`),
    onSettled: () => client.invalidateQueries(),
  });
}
