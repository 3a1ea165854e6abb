/** What a group of benchmarks gets: how often to repeat, and somebody who tidies up after it. */
export interface Bench {
  /** Interleaved rounds of every contender. */
  readonly rounds: number;
  /** Tells on stderr what is going on. */
  say(line: string): void;
  /** Takes care that what was opened is closed, in reverse order, whatever happens. */
  use<T extends Closable>(opened: T): T;
  /** Closes everything used so far. */
  tidy(): Promise<void>;
}

type Closable = { close(): Promise<void> } | { stop(): Promise<void> } | { remove(): Promise<void> };

export function createBench(rounds: number, say: (line: string) => void): Bench {
  const opened: Closable[] = [];
  return {
    rounds,
    say,
    use(one) {
      opened.push(one);
      return one;
    },
    async tidy() {
      for (const one of opened.splice(0).reverse()) await close(one);
    },
  };
}

function close(one: Closable): Promise<void> {
  if ('close' in one) return one.close();
  return 'stop' in one ? one.stop() : one.remove();
}
