/** Where the reader looks. A long answer is shown from its beginning, not from its end. */
export interface Scroller {
  /** Call before the list changes. */
  isFollowing(): boolean;
  isAtEnd(): boolean;
  /** Shows the newest; no further than `first`, the first thing the reader has not seen. */
  follow(first: HTMLElement | undefined): void;
  /** Reads on: one screen further, the last line again for the eye. */
  pageDown(): void;
  /** Keeps the reader's line in place while older ones are put above it. */
  holdWhile(change: () => void): void;
}

const nearPx = 48;
const marginPx = 12;
const lastLinesPx = 72;

export function createScroller(log: HTMLElement, onLeftBehind: (isBehind: boolean) => void): Scroller {
  let ownTop = -1;
  let lastFirst: HTMLElement | undefined;
  const bottom = () => log.scrollHeight - log.clientHeight;
  const isAtEnd = () => bottom() - log.scrollTop < nearPx;
  const isFollowing = () => isAtEnd() || Math.abs(log.scrollTop - ownTop) < 2;

  function follow(first: HTMLElement | undefined): void {
    lastFirst = first;
    const top = first?.isConnected ? topOf(first) - marginPx : Number.POSITIVE_INFINITY;
    log.scrollTop = Math.min(bottom(), top);
    ownTop = log.scrollTop;
    onLeftBehind(!isAtEnd());
  }
  function topOf(element: HTMLElement): number {
    return element.getBoundingClientRect().top - log.getBoundingClientRect().top + log.scrollTop;
  }

  log.addEventListener('scroll', () => {
    if (isAtEnd()) onLeftBehind(false);
  });
  // A keyboard that opens, a photo that loads and a turned phone all move the end.
  const observer = new ResizeObserver(() => {
    if (ownTop >= 0 && Math.abs(log.scrollTop - ownTop) < nearPx) follow(lastFirst);
  });
  observer.observe(log);
  for (const child of Array.from(log.children)) observer.observe(child);

  return {
    isFollowing,
    isAtEnd,
    follow,
    pageDown() {
      const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
      log.scrollBy({ top: log.clientHeight - lastLinesPx, behavior: isCalm ? 'auto' : 'smooth' });
    },
    holdWhile(change) {
      const fromEnd = log.scrollHeight - log.scrollTop;
      change();
      log.scrollTop = log.scrollHeight - fromEnd;
    },
  };
}
