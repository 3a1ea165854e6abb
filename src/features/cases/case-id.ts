import { refusal } from './cases.errors.ts';

/** An id in an address; anything else is nothing that we have. */
export function idOf(text: string | undefined): number {
  if (text === undefined || !/^\d{1,12}$/.test(text)) throw refusal('not_found');
  return Number(text);
}

export const caseIdOf = (params: Readonly<Record<string, string>>): number => idOf(params.id);
