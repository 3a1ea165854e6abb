import { byId } from './dom.ts';
import { clearWord, setWord } from './words.ts';

/** A short break mends itself before anybody needs to know. */
const tellAfterMs = 2_500;

export interface LineStatus {
  up(): void;
  down(): void;
  /** After the device said that its network came or went. */
  refresh(): void;
}

/** Says honestly whether the ward can be reached. */
export function createLineStatus(): LineStatus {
  const element = byId('status');
  let isDown = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  function downWord(): string | null {
    if (!navigator.onLine) return 'offline';
    return isDown ? 'reconnecting' : null;
  }
  function show(): void {
    const key = downWord();
    if (key !== null) setWord(element, key);
    else clearWord(element);
  }
  return {
    up() {
      isDown = false;
      clearTimeout(timer);
      timer = undefined;
      show();
    },
    down() {
      isDown = true;
      timer ??= setTimeout(show, tellAfterMs);
    },
    refresh: show,
  };
}
