import { byId } from './dom.ts';
import { setWord } from './words.ts';

/** One sentence above the message box; `act` is a button beside it. */
export function showNotice(text: string, act?: { readonly key: string; readonly run: () => void }): void {
  const button = byId('notice-act');
  byId('notice-text').textContent = text;
  byId('notice').hidden = false;
  button.hidden = act === undefined;
  if (!act) return;
  setWord(button, act.key);
  button.onclick = () => {
    hideNotice();
    act.run();
  };
}

export function hideNotice(): void {
  byId('notice').hidden = true;
  byId('notice-text').textContent = '';
}
