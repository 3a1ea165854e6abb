/**
 * Numbers that are public must not point at a person: groups smaller than `least` are summed up, and so that their
 * sum does not either, the next larger ones with them. When even all together are too few, nothing is shown.
 */
export function sumUpSmall<Group>(
  groups: readonly Group[],
  sizeOf: (group: Group) => number,
  least: number,
): { readonly shown: readonly Group[]; readonly together: readonly Group[] } {
  const bySize = groups
    .filter((group) => sizeOf(group) > 0)
    .sort((one, other) => sizeOf(one) - sizeOf(other));
  let hidden = 0;
  let count = 0;
  for (const group of bySize) {
    const size = sizeOf(group);
    if (size >= least && (hidden === 0 || hidden >= least)) break;
    hidden += size;
    count += 1;
  }
  const together = hidden >= least ? new Set(bySize.slice(0, count)) : new Set<Group>();
  const withheld = new Set(bySize.slice(0, count));
  return {
    shown: groups.filter((group) => sizeOf(group) > 0 && !withheld.has(group)),
    together: groups.filter((group) => together.has(group)),
  };
}
