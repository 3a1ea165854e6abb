/** Work that runs once at a time; a call while it runs leads to one more run. */
export interface Loop {
  run(): void;
  /** Resolves when nothing runs any more; calls after this do nothing. */
  end(): Promise<void>;
}

export function createLoop(work: () => Promise<void>, onError: (error: unknown) => void): Loop {
  let running: Promise<void> | undefined;
  let again = false;
  let ended = false;
  function run(): void {
    if (ended) return;
    if (running !== undefined) {
      again = true;
      return;
    }
    running = work()
      .catch(onError)
      .finally(() => {
        running = undefined;
        if (!again) return;
        again = false;
        run();
      });
  }
  return {
    run,
    async end() {
      ended = true;
      await running;
    },
  };
}
