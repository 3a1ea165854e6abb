import { capital, plainName } from './plain-name.ts';

/** Characters of a title that still reads at a glance, on a button too. */
export const longestTitle = 60;

/** What people call a procedure: its official name while that is short, else the first short name of `names`. */
export function shortTitle(officialName: string, names: readonly (string | undefined)[]): string {
  const plain = plainName(officialName);
  if (plain.length <= longestTitle) return plain;
  const name = names.find((candidate) => candidate && candidate.length <= longestTitle);
  return name ? capital(name) : plain;
}
