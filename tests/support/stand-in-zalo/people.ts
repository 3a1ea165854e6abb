/** What the vendor knows about one citizen. */
export interface Person {
  /** Milliseconds; absent = never. */
  lastInteraction?: number;
  follows: boolean;
  readonly tags: Set<string>;
}

const hourMs = 3_600_000;
export const freeHours = 48;
export const windowHours = 168;

export function createPeople(now: () => number) {
  const people = new Map<string, Person>();

  function of(userId: string): Person {
    const known = people.get(userId) ?? { follows: false, tags: new Set<string>() };
    people.set(userId, known);
    return known;
  }

  return {
    of,
    all: people,
    touch(userId: string): void {
      of(userId).lastInteraction = now();
    },
    setLastInteraction(userId: string, ms: number | null): void {
      const person = of(userId);
      if (ms === null) delete person.lastInteraction;
      else person.lastInteraction = ms;
    },
    /** Hours since the last interaction; undefined when there was none. */
    hoursSince(userId: string): number | undefined {
      const last = people.get(userId)?.lastInteraction;
      return last === undefined ? undefined : (now() - last) / hourMs;
    },
  };
}
export type People = ReturnType<typeof createPeople>;
