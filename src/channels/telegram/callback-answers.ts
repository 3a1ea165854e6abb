import type { Clients } from './client.ts';

const atOnce = 16;
const maxWaiting = 256;

/**
 * Stops the spinner on pressed buttons, beside the turn: https://core.telegram.org/bots/api#answercallbackquery.
 * At most 16 calls run and 256 wait; what is over, or fails (the vendor forgets a press after a while), is
 * told to `onMissed` and forgotten: the answer itself is a message and does not depend on it.
 */
export function createCallbackAnswers(api: Clients['api'], onMissed: (error: unknown) => void) {
  const waiting: string[] = [];
  let running = 0;

  async function run(): Promise<void> {
    running += 1;
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      await api.answerCallbackQuery({ callback_query_id: id }).catch(onMissed);
    }
    running -= 1;
  }

  return function answer(callbackQueryId: string): void {
    if (waiting.length >= maxWaiting) {
      onMissed(new RangeError('too many button presses wait'));
      return;
    }
    waiting.push(callbackQueryId);
    if (running < atOnce) void run();
  };
}
