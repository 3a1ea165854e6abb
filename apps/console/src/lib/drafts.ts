/** What was typed and not sent yet, by case. In memory only: nothing about citizens stays in the browser. */
const drafts = new Map<string, string>();

export const draftOf = (key: string): string => drafts.get(key) ?? '';

export function keepDraft(key: string, text: string): void {
  if (text === '') drafts.delete(key);
  else drafts.set(key, text);
}

export function forgetDrafts(): void {
  drafts.clear();
}
