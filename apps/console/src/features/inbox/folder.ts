import type { CaseView } from '../../../../../src/contracts/console/cases.ts';

/** What the address of the inbox says; whatever it does not understand is left out. */
export interface Folder {
  readonly view: CaseView;
  readonly q?: string;
  readonly category?: string;
  readonly neighbourhood?: number;
  readonly office?: number;
  readonly state?: string;
}

/** In the order in which a day begins. */
export const views = [
  'mine',
  'office',
  'unassigned',
  'due_today',
  'overdue',
  'waiting',
  'approval',
  'open',
  'closed',
  'all',
] as const satisfies readonly CaseView[];

export function readFolder(search: Readonly<Record<string, unknown>>): Folder {
  const view = views.find((known) => known === search.view) ?? 'mine';
  return {
    view,
    ...textOf('q', search.q),
    ...textOf('category', search.category),
    ...textOf('state', search.state),
    ...numberOf('neighbourhood', search.neighbourhood),
    ...numberOf('office', search.office),
  };
}

function textOf<Name extends string>(name: Name, value: unknown): Partial<Record<Name, string>> {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || text.trim() === '') return {};
  return { [name]: text } as Partial<Record<Name, string>>;
}

function numberOf<Name extends string>(name: Name, value: unknown): Partial<Record<Name, number>> {
  const number = Number(value);
  if (!Number.isInteger(number) || number <= 0) return {};
  return { [name]: number } as Partial<Record<Name, number>>;
}

/** Besides the folder itself. */
export const filterCount = ({ view: _, q: __, ...filters }: Folder): number => Object.keys(filters).length;
