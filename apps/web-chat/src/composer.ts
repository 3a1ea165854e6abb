import { byId } from './dom.ts';
import { say } from './words.ts';

export interface ComposerDeps {
  readonly maxChars: number;
  readonly onText: (text: string) => void;
  readonly onPhoto: (file: File) => void;
}

const warnBelowChars = 500;
const tallestPx = 160;

/** The message box: Enter sends, Shift+Enter breaks the line, a pasted picture is sent as a photo. */
export function setUpComposer({ maxChars, onText, onPhoto }: ComposerDeps): { refresh(): void } {
  const form = byId<HTMLFormElement>('composer');
  const box = byId<HTMLTextAreaElement>('message');
  const file = byId<HTMLInputElement>('photo-file');

  function submit(): void {
    const text = box.value.trim();
    box.focus();
    if (text === '' || text.length > maxChars) return;
    box.value = '';
    refresh();
    onText(text);
  }
  function refresh(): void {
    // Without a reset the box could only grow.
    box.style.height = 'auto';
    box.style.height = `${Math.min(box.scrollHeight + 2, tallestPx)}px`;
    showCount(box.value.trim().length, maxChars);
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  box.addEventListener('input', refresh);
  box.addEventListener('keydown', (event) => {
    // While Telex composes a syllable, Enter belongs to the keyboard.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });
  box.addEventListener('paste', (event) => {
    const picture = Array.from(event.clipboardData?.files ?? []).find(({ type }) =>
      type.startsWith('image/'),
    );
    if (!picture) return;
    event.preventDefault();
    onPhoto(picture);
  });
  byId('photo').addEventListener('click', () => file.click());
  file.addEventListener('change', () => {
    for (const picture of Array.from(file.files ?? [])) onPhoto(picture);
    file.value = '';
  });
  return { refresh };
}

function showCount(length: number, maxChars: number): void {
  const counter = byId('counter');
  const isTooLong = length > maxChars;
  const isNear = length > maxChars - warnBelowChars;
  counter.classList.toggle('over', isTooLong);
  byId('message').setAttribute('aria-invalid', String(isTooLong));
  if (isTooLong) counter.textContent = say('too_many_characters', { count: maxChars });
  else counter.textContent = isNear ? say('characters_left', { count: maxChars - length }) : '';
}
