import { make } from './dom.ts';
import { findLinks } from './link-text.ts';

const markedItem = /^\s*[-•*–+]\s/;
const numberedItem = /^\s*\d{1,2}[.)]\s/;

/**
 * A message as lines: a blank one is a gap, a list item hangs under its mark.
 * Text goes in as text, never as markup, so nothing that anybody writes can become part of the page.
 */
export function textView(text: string): HTMLElement {
  const view = make('div', 'text');
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') view.append(make('br'));
    else view.append(make('p', kindOf(line), ...findLinks(line).map(pieceView)));
  }
  return view;
}

function kindOf(line: string): string {
  if (markedItem.test(line)) return 'item';
  return numberedItem.test(line) ? 'item numbered' : '';
}

function pieceView({ text, href }: ReturnType<typeof findLinks>[number]): Node | string {
  if (href === undefined) return text;
  const link = make('a', '', text);
  link.href = href;
  if (/^http/i.test(href)) {
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
  }
  return link;
}
