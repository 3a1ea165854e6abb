import { type Figure, figure } from '../report.ts';
import { percentile } from '../stats.ts';

const kinds = ['list', 'search', 'counts', 'detail', 'claim', 'answer', 'message', 'screen'] as const;
export type Kind = (typeof kinds)[number];

/** Milliseconds of everything that was asked, by kind. */
export interface Samples {
  add(kind: Kind, ms: number): void;
  fail(why: string): void;
  of(kind: Kind): readonly number[];
  readonly failures: ReadonlyMap<string, number>;
}

export function createSamples(): Samples {
  const byKind = new Map<string, number[]>();
  const failures = new Map<string, number>();
  return {
    add(kind, ms) {
      const known = byKind.get(kind) ?? [];
      known.push(ms);
      byKind.set(kind, known);
    },
    fail: (why) => void failures.set(why, (failures.get(why) ?? 0) + 1),
    of: (kind) => byKind.get(kind) ?? [],
    failures,
  };
}

const bars: Partial<Record<Kind, number>> = { list: 150, search: 150, screen: 1_000 };
const names: Readonly<Record<Kind, string>> = {
  list: 'list',
  search: 'list of a search',
  counts: 'counts of the folders',
  detail: 'a case',
  claim: 'claim',
  answer: 'answer',
  message: 'citizen: 202',
  screen: 'claim to screen of another',
};

export function figuresOf(samples: Samples): Figure[] {
  return kinds.flatMap((kind) =>
    [0.5, 0.95, 0.99].map((share) => {
      const bar = share === 0.95 ? bars[kind] : undefined;
      return figure(`${names[kind]}, p${share * 100}`, 'ms', percentile(samples.of(kind), share), {
        ...(bar === undefined ? {} : { target: { atMost: bar } }),
      });
    }),
  );
}
