import { useSyncExternalStore } from 'react';
import { loadWords } from './word-store.ts';

export type Language = 'vi' | 'en';

const storageKey = 'gan-dan-console-language';
const listeners = new Set<() => void>();
let language: Language = remembered();

export const currentLanguage = (): Language => language;

/** The page stays as it is when the words of that language cannot be loaded. */
export async function changeLanguage(next: Language): Promise<void> {
  try {
    await loadWords(next);
  } catch (error) {
    console.warn('the words cannot be loaded', error);
    return;
  }
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
