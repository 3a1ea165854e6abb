import { errors, ui } from 'virtual:web-chat-words';

export type Language = 'vi' | 'en';
let language: Language = 'vi';

export function currentLanguage(): Language {
  return language;
}

/** The sentence of a key; `{name}` is replaced by the value of that name. */
export function say(key: string, values: Readonly<Record<string, string | number>> = {}): string {
  const sentence = ui[language][key] ?? key;
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** Why something was not taken, by the API's code. */
export function sayError(code: string): string {
  return errors[language][code] ?? errors[language].bad_request ?? code;
}

/** Names the sentence of an element, so that it follows the language. */
export function setWord(element: HTMLElement, key: string): void {
  element.dataset.word = key;
  element.textContent = say(key);
}

/** The element says nothing, or something that no language changes. */
export function clearWord(element: HTMLElement, text = ''): void {
  delete element.dataset.word;
  element.textContent = text;
}

export function useLanguage(next: Language): void {
  language = next;
  document.documentElement.lang = next;
  document.title = say('page_title');
  for (const element of document.querySelectorAll<HTMLElement>('[data-word]')) {
    element.textContent = say(element.dataset.word ?? '');
  }
  for (const element of document.querySelectorAll<HTMLElement>('[data-word-label]')) {
    element.setAttribute('aria-label', say(element.dataset.wordLabel ?? ''));
  }
  for (const element of document.querySelectorAll<HTMLElement>('[data-word-placeholder]')) {
    element.setAttribute('placeholder', say(element.dataset.wordPlaceholder ?? ''));
  }
}
