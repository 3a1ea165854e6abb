import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeText, html, paragraphs } from './html.ts';

const plain = (markup: string): string =>
  markup
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', '/', '\0', ' ', 'script', '\n') }),
);

describe('text that is put into markup', () => {
  it('never becomes markup, whatever it is, in an element or an attribute', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const { markup } = html`<a title="${text}">${text}</a>`;
        expect(markup).toMatch(/^<a title="[^"<>]*">[^<>"]*<\/a>$/);
      }),
    );
  });

  it('is read as it was written', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: the same characters as are taken out.
        const writable = text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g, '\uFFFD');
        expect(plain(escapeText(text))).toBe(writable);
      }),
    );
  });

  it('keeps its paragraphs, and what nothing was put in for leaves nothing', () => {
    expect(html`<div>${paragraphs('một\nhai\n\nba <b>')}${null}${false}</div>`.markup).toBe(
      '<div><p class="words">một\nhai</p><p class="words">ba &lt;b&gt;</p></div>',
    );
  });
});
