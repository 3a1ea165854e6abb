import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { DeadlineRuleList } from '../../../../../src/contracts/console/admin.ts';
import { ask, call } from '../../lib/api.ts';
import type { Row } from './row-text.ts';
import type { Section } from './sections.ts';

export const useRows = ({ name, answer }: Section) =>
  useQuery({
    queryKey: ['admin', name],
    queryFn: async () =>
      (await ask<Readonly<Record<string, readonly Row[]>>>(`/admin/${name}`))[answer] ?? [],
  });

/** Under the key of the ward's own rows: a change of those asks for these anew. */
export const useLawDeadlines = () =>
  useQuery({
    queryKey: ['admin', 'deadline-rules', 'law'],
    queryFn: async () => (await ask<DeadlineRuleList>('/admin/deadline-rules')).law,
  });

interface Change {
  /** Null = a new row. */
  readonly key: string | null;
  readonly body: Row;
}

export function useRowChange({ name }: Section) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ key, body }: Change) =>
      key === null
        ? call('POST', `/admin/${name}`, body)
        : call('PATCH', `/admin/${name}/${encodeURIComponent(key)}`, body),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['admin', name] }),
        client.invalidateQueries({ queryKey: ['lookups'] }),
      ]),
  });
}
