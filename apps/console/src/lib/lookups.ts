import { useQuery } from '@tanstack/react-query';
import type { Lookups } from '../../../../src/contracts/console/lookups.ts';
import { ask } from './api.ts';
import { currentLanguage } from './language.ts';

const none: Lookups = { offices: [], neighbourhoods: [], categories: [], staff: [], templates: [] };
const fiveMinutes = 300_000;

/** Until they are there, lists are empty and names are missing: nothing waits for them. */
export function useLookups(): Lookups {
  const { data } = useQuery({
    queryKey: ['lookups'],
    queryFn: () => ask<Lookups>('/lookups'),
    staleTime: fiveMinutes,
  });
  return data ?? none;
}

/** A category that the lists do not have is shown by its code, but not while they are still on their way. */
export function categoryName(lookups: Lookups, code: string): string {
  if (lookups === none) return '';
  const found = lookups.categories.find((category) => category.code === code);
  return found ? found[currentLanguage()] : code;
}

export const officeName = (lookups: Lookups, id: number | null): string =>
  lookups.offices.find((office) => office.id === id)?.name ?? '';

export const neighbourhoodName = (lookups: Lookups, id: number | null): string =>
  lookups.neighbourhoods.find((neighbourhood) => neighbourhood.id === id)?.name ?? '';

export const staffName = (lookups: Lookups, id: number | null): string =>
  lookups.staff.find((person) => person.id === id)?.name ?? '';
