/** Longer than this an answer is not on its way; pretending would not be honest. */
const longestMs = 20_000;

export interface Typing {
  start(): void;
  stop(): void;
}

export function createTyping(element: HTMLElement): Typing {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    clearTimeout(timer);
    element.hidden = true;
  };
  return {
    start() {
      stop();
      element.hidden = false;
      timer = setTimeout(stop, longestMs);
    },
    stop,
  };
}
