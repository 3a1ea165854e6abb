import { useSyncExternalStore } from 'react';

export type Language = 'vi' | 'en';

const storageKey = 'gan-dan-console-language';
const listeners = new Set<() => void>();
let language: Language = remembered();

export const currentLanguage = (): Language => language;

export function changeLanguage(next: Language): void {
  document.documentElement.lang = next;
  if (next === language) return;
  language = next;
  remember(next);
  for (const listener of listeners) listener();
}

/** Makes its component follow the language. */
export function useLanguage(): Language {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, currentLanguage);
}

/** A browser may forbid its storage; the page then asks anew each time. */
function remembered(): Language {
  try {
    return localStorage.getItem(storageKey) === 'en' ? 'en' : 'vi';
  } catch {
    return 'vi';
  }
}

function remember(next: Language): void {
  try {
    localStorage.setItem(storageKey, next);
  } catch (error) {
    console.warn('the language is not remembered', error);
  }
}
