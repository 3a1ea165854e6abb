const focusable = 'button, a';

/**
 * Puts `next` where `old` stands. Who was on a button in it stays on the button in the same place; if that is gone
 * they are put on `otherwise`, and not at the top of the page.
 */
export function replaceKeepingFocus(old: HTMLElement, next: HTMLElement, otherwise: HTMLElement): void {
  const before = Array.from(old.querySelectorAll<HTMLElement>(focusable));
  const index = before.indexOf(document.activeElement as HTMLElement);
  old.replaceWith(next);
  if (index < 0) return;
  const after = Array.from(next.querySelectorAll<HTMLElement>(focusable));
  const same = after.length === before.length ? after[index] : undefined;
  (same ?? otherwise).focus({ preventScroll: true });
}

/** Takes an element away; who was in it is put on `otherwise`. */
export function removeKeepingFocus(element: HTMLElement, otherwise: HTMLElement): void {
  const hadFocus = element.contains(document.activeElement);
  element.remove();
  if (hadFocus) otherwise.focus({ preventScroll: true });
}
