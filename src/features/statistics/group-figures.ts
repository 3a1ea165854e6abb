import { type Figures, figuresOf } from '../../rules/case-figures.ts';
import type { OfficeHours } from '../../rules/office-hours.ts';
import { sumUpSmall } from '../../rules/small-numbers.ts';
import type { GroupedCase } from './statistics.repo.ts';

/** What the figures are counted with. */
export interface Counting {
  readonly hours: OfficeHours;
  readonly now: number;
}

export interface GroupFigures<Key> {
  readonly key: Key;
  readonly figures: Figures;
}

type KeyOf<Key> = (counted: GroupedCase) => Key;

/** The figures of each group, in the order in which the groups first appear. */
export const figuresBy = <Key>(
  cases: readonly GroupedCase[],
  keyOf: KeyOf<Key>,
  { hours, now }: Counting,
): GroupFigures<Key>[] =>
  [...grouped(cases, keyOf)].map(([key, group]) => ({ key, figures: figuresOf(group, hours, now) }));

/** Numbers of cases below this are never shown by themselves to everybody. */
export const leastShown = 5;

/** The same for everybody: groups with a small number in them are summed up under null, the last one. */
export function publicFiguresBy<Key>(
  cases: readonly GroupedCase[],
  keyOf: KeyOf<Key>,
  { hours, now }: Counting,
): GroupFigures<Key | null>[] {
  const groups = [...grouped(cases, keyOf)];
  const { shown, together } = sumUpSmall(
    groups.map(([key, group]) => ({ key, group, figures: figuresOf(group, hours, now) })),
    ({ figures: { received, answered, due, onTime } }) => [received, answered, due, onTime],
    leastShown,
  );
  const rest = together.flatMap(({ group }) => group);
  const largestFirst = shown.toSorted((one, other) => other.figures.received - one.figures.received);
  return [
    ...largestFirst.map(({ key, figures }) => ({ key, figures })),
    ...(rest.length > 0 ? [{ key: null, figures: figuresOf(rest, hours, now) }] : []),
  ];
}

function grouped<Key>(cases: readonly GroupedCase[], keyOf: KeyOf<Key>): Map<Key, GroupedCase[]> {
  const groups = new Map<Key, GroupedCase[]>();
  for (const counted of cases) {
    const key = keyOf(counted);
    const known = groups.get(key);
    if (known) known.push(counted);
    else groups.set(key, [counted]);
  }
  return groups;
}
