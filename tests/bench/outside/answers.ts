const patienceMs = 10_000;

/** Who waits for a message in which chat; the first message after the question counts. */
export function createAnswers() {
  const waiting = new Map<number, (at: number | undefined) => void>();
  return {
    arrived(chatId: number): void {
      waiting.get(chatId)?.(performance.now());
    },
    /** When the next message to the chat arrives; undefined when none does within ten seconds. */
    next(chatId: number): Promise<number | undefined> {
      return new Promise((resolve) => {
        const settle = (at: number | undefined): void => {
          clearTimeout(timer);
          if (waiting.get(chatId) === settle) waiting.delete(chatId);
          resolve(at);
        };
        const timer = setTimeout(settle, patienceMs, undefined);
        waiting.set(chatId, settle);
      });
    },
  };
}
export type Answers = ReturnType<typeof createAnswers>;
