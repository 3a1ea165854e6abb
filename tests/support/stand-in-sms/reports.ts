import { setTimeout as sleep } from 'node:timers/promises';

const answerTimeoutMs = 5_000;
/** eSMS tries five times; Kannel as often as `http-request-retry` says. */
const attempts = 5;
const retryPauseMs = 100;

/** Tells by GET what became of messages. */
export function createReports(delayMs: number) {
  let answered = 0;

  async function tell(urls: readonly string[]): Promise<void> {
    for (const url of urls) {
      await sleep(delayMs);
      for (let attempt = 1; attempt <= attempts; attempt += 1) {
        if (await get(url)) break;
        await sleep(retryPauseMs * attempt);
      }
    }
  }

  async function get(url: string): Promise<boolean> {
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(answerTimeoutMs) });
      await answer.text();
      if (answer.ok) answered += 1;
      return answer.ok;
    } catch (error) {
      if (error instanceof Error) return false;
      throw error;
    }
  }

  return {
    answered: () => answered,
    /** One after the other, without making anybody wait. */
    later: (...urls: readonly string[]): void => void tell(urls),
  };
}
export type Reports = ReturnType<typeof createReports>;
