import { useEffect, useRef } from 'react';

interface Keys {
  readonly onSearch: () => void;
  readonly onHelp: () => void;
  readonly onClaim: (wanted: { id: number; code: string }) => void;
}

/** j, k, c, / and ? where nobody is typing; Enter is the browser's own, for each case is a link. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (act(event.key, latest.current)) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

function act(key: string, keys: Keys): boolean {
  if (key === '/') keys.onSearch();
  else if (key === '?') keys.onHelp();
  else if (key === 'j') step(1);
  else if (key === 'k') step(-1);
  else if (key === 'c') claimFocused(keys);
  else return false;
  return true;
}

const links = () => [...document.querySelectorAll<HTMLElement>('[data-case-id]')];

function step(by: number): void {
  const all = links();
  const at = all.indexOf(document.activeElement as HTMLElement);
  const next = at === -1 ? 0 : Math.min(all.length - 1, Math.max(0, at + by));
  all[next]?.focus();
}

function claimFocused({ onClaim }: Keys): void {
  const focused = links().find((link) => link === document.activeElement);
  if (!focused) return;
  onClaim({ id: Number(focused.dataset.caseId), code: focused.dataset.caseCode ?? '' });
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.closest('input, textarea, select, dialog') !== null;
}
