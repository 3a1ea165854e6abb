/** A piece of a page that is markup already. Only `html` makes one, so no text becomes markup by mistake. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

type Piece = string | number | Html | readonly Html[] | null | false;

const names: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** Not allowed in XML 1.0 in any writing, and of no use in HTML. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be taken out.
const unwritable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFE\uFFFF]/g;

/** Text for HTML and XML, in elements and in quoted attributes. */
export const escapeText = (text: string): string =>
  text
    .toWellFormed()
    .replace(unwritable, '\uFFFD')
    .replace(/[&<>"']/g, (letter) => names[letter] ?? letter);

const markupOf = (piece: Piece): string => {
  if (piece === null || piece === false) return '';
  if (piece instanceof Html) return piece.markup;
  if (typeof piece === 'object') return piece.map(({ markup }) => markup).join('');
  return escapeText(String(piece));
};

/** Markup with everything that is put in escaped. Attributes must stand in double quotes. Also makes XML. */
export function html(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  let markup = parts[0] ?? '';
  for (const [index, piece] of pieces.entries()) markup += markupOf(piece) + (parts[index + 1] ?? '');
  return new Html(markup);
}

/** Text of several lines: a blank line begins a paragraph, a single end of line stays one. */
export const paragraphs = (text: string): readonly Html[] =>
  text
    .trim()
    .split(/\n\s*\n/)
    .map((part) => html`<p class="words">${part}</p>`);
