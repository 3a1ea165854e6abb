export interface RateLimits {
  readonly perSecond: number;
  readonly perChatPerSecond: number;
  /** Answer 429 beyond the limits instead of only counting. */
  readonly enforce?: boolean;
}

/** Counts the sends that break the limits, over every window of one second. */
export function createRateWatch(limits: RateLimits | undefined) {
  const overall = createWindow();
  const perChat = new Map<number, ReturnType<typeof createWindow>>();
  const violations = { overall: 0, perChat: 0 };

  /** Notes one send; true when it must be refused. */
  function isTooMuch(chatId: number, now: number): boolean {
    if (!limits) return false;
    const chat = perChat.get(chatId) ?? createWindow();
    perChat.set(chatId, chat);
    const overChat = chat.count(now) >= limits.perChatPerSecond;
    const overAll = overall.count(now) >= limits.perSecond;
    if (overChat) violations.perChat += 1;
    if (overAll) violations.overall += 1;
    if ((overChat || overAll) && limits.enforce) return true;
    chat.add(now);
    overall.add(now);
    return false;
  }

  return { violations, isTooMuch };
}

function createWindow() {
  let times: number[] = [];
  let first = 0;
  return {
    add: (now: number) => times.push(now),
    count(now: number): number {
      while (first < times.length && (times[first] ?? now) <= now - 1000) first += 1;
      if (first > 1000) {
        times = times.slice(first);
        first = 0;
      }
      return times.length - first;
    },
  };
}
