import { useMutation, useQueryClient } from '@tanstack/react-query';
import { say } from '../../lib/words.ts';
import { claimCase } from './api.ts';

interface Wanted {
  readonly id: number;
  readonly code: string;
}

/** Takes a case from the list and says what became of it: of two who ask at once one gets it. */
export function useClaim() {
  const client = useQueryClient();
  const { mutate, data, error, variables } = useMutation({
    mutationFn: ({ id }: Wanted) => claimCase(id),
    onSettled: () => client.invalidateQueries({ queryKey: ['cases'] }),
  });
  const code = variables?.code ?? '';
  const answer = data
    ? say(data.outcome === 'claimed' ? 'inbox.claimed' : 'inbox.taken', { code, name: data.by ?? '' })
    : null;
  return { told: error?.message ?? answer, claim: mutate };
}
