import { keyOf, type Line, pickedChoices } from './conversation.ts';
import { make } from './dom.ts';
import { type EntryActions, entryView } from './entry-view.ts';
import { removeKeepingFocus, replaceKeepingFocus } from './keep-focus.ts';
import { currentLanguage, say } from './words.ts';

export interface LogView {
  render(lines: readonly Line[]): void;
  /** The element of a line, while it is shown. */
  element(key: string): HTMLElement | undefined;
}

interface Shown {
  readonly version: string;
  readonly element: HTMLLIElement;
}
interface Wanted {
  readonly key: string;
  /** Changes when the line must be drawn anew. */
  readonly version: string;
  readonly draw: () => HTMLLIElement;
}

/** Keeps the list equal to the lines and touches only what changed, so focus and screen readers stay put. */
export function createLogView(box: HTMLElement, list: HTMLElement, actions: EntryActions): LogView {
  const shown = new Map<string, Shown>();

  function place({ key, version, draw }: Wanted, before: ChildNode | null): ChildNode {
    const old = shown.get(key);
    const element = old?.version === version ? old.element : draw();
    if (!old) element.classList.add('arriving');
    else if (old.element !== element) {
      // It was read out when it came; a chosen button or another clock is no reason to read it again.
      element.setAttribute('aria-live', 'off');
      replaceKeepingFocus(old.element, element, box);
    }
    shown.set(key, { version, element });
    const isInPlace = before ? before.nextSibling === element : list.firstChild === element;
    if (!isInPlace) list.insertBefore(element, before ? before.nextSibling : list.firstChild);
    return element;
  }

  return {
    render(lines) {
      const wanted = [...wantedLines(lines, actions)];
      const keys = new Set(wanted.map(({ key }) => key));
      for (const [key, { element }] of shown) {
        if (keys.has(key)) continue;
        removeKeepingFocus(element, box);
        shown.delete(key);
      }
      let last: ChildNode | null = null;
      for (const line of wanted) last = place(line, last);
    },
    element: (key) => shown.get(key)?.element,
  };
}

function* wantedLines(lines: readonly Line[], actions: EntryActions): Generator<Wanted> {
  const picked = pickedChoices(lines);
  let lastDay = '';
  for (const line of lines) {
    const day = dayOf(line);
    if (day !== lastDay) yield dayLine(day);
    lastDay = day;
    const pickedId = line.from === 'ward' ? picked.get(line.id) : undefined;
    const version = [currentLanguage(), line.from, stateOf(line), pickedId].join();
    yield { key: keyOf(line), version, draw: () => entryView(line, pickedId, actions) };
  }
}

function stateOf(line: Line): string {
  return line.from === 'pending' ? line.state : String(line.at);
}

function dayOf(line: Line): string {
  return new Date(line.from === 'pending' ? line.createdAt : line.at).toDateString();
}

function dayLine(day: string): Wanted {
  const name = dayName(day);
  return { key: `d${day}`, version: name, draw: () => make('li', 'day', make('span', '', name)) };
}

function dayName(day: string): string {
  const now = new Date();
  if (day === now.toDateString()) return say('today');
  now.setDate(now.getDate() - 1);
  if (day === now.toDateString()) return say('yesterday');
  const locale = currentLanguage() === 'vi' ? 'vi-VN' : 'en-GB';
  return new Date(day).toLocaleDateString(locale, { day: '2-digit', month: '2-digit', year: 'numeric' });
}
