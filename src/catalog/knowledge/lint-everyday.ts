import type { Everyday } from './procedure-file.ts';

/** One line that stands under several procedures: it cannot tell them apart. */
export interface SharedLine {
  readonly line: string;
  readonly codes: readonly string[];
}

/** Finds everyday lines that two procedures share, accents, case and punctuation aside. */
export function findSharedLines(everyday: ReadonlyMap<string, Everyday>): SharedLine[] {
  const holders = new Map<string, { line: string; codes: Set<string> }>();
  for (const [code, entry] of everyday) {
    const { north = [], central = [], south = [] } = entry.says ?? {};
    for (const line of [...entry.names, ...entry.situations, ...north, ...central, ...south]) {
      const key = plain(line);
      const holder = holders.get(key) ?? { line, codes: new Set() };
      holder.codes.add(code);
      holders.set(key, holder);
    }
  }
  return [...holders.values()]
    .filter(({ codes }) => codes.size > 1)
    .map(({ line, codes }) => ({ line, codes: [...codes].sort() }));
}

function plain(line: string): string {
  return line
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/đ/g, 'd')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
