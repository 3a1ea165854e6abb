/**
 * Numbers that are public must not point at a person: groups of which any number is smaller than `least` (and not
 * none at all) are summed up, and so that their sums do not either, the next larger ones with them. When even all
 * together are too few, nothing is shown. The first number of a group is its size: a group of size 0 is left out.
 */
export function sumUpSmall<Group>(
  groups: readonly Group[],
  numbersOf: (group: Group) => readonly [number, ...number[]],
  least: number,
): { readonly shown: readonly Group[]; readonly together: readonly Group[] } {
  const isSmall = (numbers: readonly number[]): boolean => numbers.some((one) => one > 0 && one < least);
  const counted = groups
    .map((group) => ({ group, numbers: numbersOf(group) }))
    .filter(({ numbers: [size] }) => size > 0);
  const smallFirst = counted.toSorted(
    (one, other) =>
      Number(isSmall(other.numbers)) - Number(isSmall(one.numbers)) || one.numbers[0] - other.numbers[0],
  );
  let hidden: readonly number[] = [];
  const withheld = new Set<Group>();
  for (const { group, numbers } of smallFirst) {
    if (!isSmall(numbers) && !isSmall(hidden)) break;
    hidden = numbers.map((one, at) => one + (hidden[at] ?? 0));
    withheld.add(group);
  }
  return {
    shown: counted.flatMap(({ group }) => (withheld.has(group) ? [] : [group])),
    together: isSmall(hidden) ? [] : groups.filter((group) => withheld.has(group)),
  };
}
