import type { WardEntry } from '../../../src/contracts/web-chat.ts';
import { base, startSession } from './api.ts';

export interface LineInDeps {
  /** Everything up to this id is here. */
  readonly lastId: () => number;
  readonly onEntry: (entry: WardEntry) => void;
  readonly onOpen: () => void;
  readonly onDown: () => void;
}

export interface LineIn {
  /** Opens at once when it is closed or has been silent for too long. */
  refresh(): void;
  /** Hangs up until `refresh`; a browser gives one site only six lines over all its tabs. */
  rest(): void;
}

/** The house sends a sign of life every 20 s; a phone that slept cannot tell a dead line from a quiet one. */
const silenceMs = 45_000;
const checkMs = 5_000;
const firstWaitMs = 1_000;
const longestWaitMs = 30_000;

/** The stream of the ward's messages, reopened from the bookmark for as long as the page is there. */
export function openLineIn(deps: LineInDeps): LineIn {
  let source: EventSource | null = null;
  let lastSign = Date.now();
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOpening = false;

  function connect(): void {
    source?.close();
    lastSign = Date.now();
    source = new EventSource(`${base}/events?after=${deps.lastId()}`);
    source.addEventListener('open', () => {
      lastSign = Date.now();
      failures = 0;
      deps.onOpen();
    });
    source.addEventListener('beat', () => {
      lastSign = Date.now();
    });
    source.addEventListener('message', (event) => {
      lastSign = Date.now();
      deps.onEntry(JSON.parse(event.data as string) as WardEntry);
    });
    source.addEventListener('error', comeBack);
  }
  function comeBack(): void {
    source?.close();
    source = null;
    deps.onDown();
    const wait = Math.min(firstWaitMs * 2 ** failures, longestWaitMs);
    failures += 1;
    clearTimeout(timer);
    timer = setTimeout(reopen, wait);
  }
  /** The session may be what ended, so it is asked for first. */
  async function reopen(): Promise<void> {
    if (isOpening) return;
    isOpening = true;
    clearTimeout(timer);
    try {
      await startSession();
      connect();
    } catch {
      // Out of reach: the next attempt is already planned by comeBack.
      comeBack();
    } finally {
      isOpening = false;
    }
  }
  setInterval(() => {
    if (source && Date.now() - lastSign > silenceMs) comeBack();
  }, checkMs);

  connect();
  return {
    refresh() {
      if (source && Date.now() - lastSign < silenceMs / 2) return;
      failures = 0;
      reopen().catch(comeBack);
    },
    rest() {
      clearTimeout(timer);
      source?.close();
      source = null;
    },
  };
}
