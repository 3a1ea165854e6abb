import type { PublicationState } from '../../../../../src/contracts/console/publications.ts';

/** What the address of the list says; what is to be prepared comes first. */
export interface Shelf {
  readonly state: PublicationState;
}

export const shelves = [
  'candidate',
  'draft',
  'released',
  'withdrawn',
] as const satisfies readonly PublicationState[];

export const readShelf = (search: Readonly<Record<string, unknown>>): Shelf => ({
  state: shelves.find((known) => known === search.state) ?? 'candidate',
});
