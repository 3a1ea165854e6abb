/**
 * What was typed and not sent yet, by person and case. It lasts as long as the tab: a page that is loaded anew finds
 * it again; signing out and closing the tab leave nothing of it.
 */
const prefix = 'gan-dan.draft.';

export const draftKey = (staffId: number, key: string): string => `${prefix}${staffId}.${key}`;

export const draftOf = (key: string): string => sessionStorage.getItem(key) ?? '';

export function keepDraft(key: string, text: string): void {
  try {
    if (text === '') sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text);
  } catch {
    // The browser's place for it is full: what is typed still stands in the page.
  }
}

export function forgetDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
}
