import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { PetitionList } from '../../../../src/contracts/console/petitions.ts';
import { ask } from '../lib/api.ts';
import { useHasRole } from '../lib/session.ts';

/** The chair always has the page; others once the chair has given them a petition. */
export function useHasPetitions(): boolean {
  const isChair = useHasRole('approver');
  const mayBeGiven = useHasRole('dispatcher', 'officer', 'lead');
  const { data } = useQuery({
    queryKey: ['petitions'],
    queryFn: () => ask<z.infer<typeof PetitionList>>('/petitions'),
    enabled: mayBeGiven && !isChair,
  });
  return isChair || (data?.petitions.length ?? 0) > 0;
}
