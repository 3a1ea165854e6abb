import type { Language } from '../../core/message.ts';
import { type Html, html } from './html.ts';
import type { Reader } from './reader.ts';

/** Where the pages are mounted. */
export const root = '/phan-anh';

export interface Page {
  readonly title: string;
  /** The section that is marked in the menu. */
  readonly section: 'list' | 'status' | 'figures';
  readonly path: string;
  readonly query?: Query;
  readonly content: Html;
  /** Kept out of search engines: pages about one case. */
  readonly isHidden?: boolean;
}
export type Query = Readonly<Record<string, string | number | undefined>>;

/** An address of these pages that keeps the reader's language. */
export function addressOf(path: string, query: Query, language: Language): string {
  const given = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  const all = new URLSearchParams(language === 'en' ? [...given, ['lang', 'en']] : given).toString();
  return `${root}${path}${all === '' ? '' : `?${all}`}`;
}

/** A form is sent by GET and loses its address's query: the language goes along as a field. */
export const languageField = ({ language }: Reader): Html | null =>
  language === 'en' ? html`<input type="hidden" name="lang" value="en">` : null;

const sections = [
  { section: 'list', path: '' },
  { section: 'status', path: '/tra-cuu' },
  { section: 'figures', path: '/so-lieu' },
] as const;

export function framed(page: Page, reader: Reader): string {
  const { say, language, ward } = reader;
  const other = language === 'vi' ? 'en' : 'vi';
  const title = say('titled', { page: page.title, ward });
  const links = sections.map(
    ({ section, path }) =>
      html`<li><a href="${addressOf(path, {}, language)}"${current(section === page.section)}>${say(`nav.${section}`)}</a></li>`,
  );
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${page.isHidden === true && html`<meta name="robots" content="noindex">`}
<title>${title}</title>
<link rel="stylesheet" href="${root}/trang.css">
<link rel="alternate" type="application/rss+xml" title="${say('list.title')}" href="${root}/feed.xml">
<link rel="alternate" type="application/feed+json" title="${say('list.title')}" href="${root}/feed.json">
</head>
<body>
<a class="skip" href="#content">${say('skip')}</a>
<header>
<p class="ward"><a href="${addressOf('', {}, language)}">${ward}</a></p>
<p class="tools"><a href="/">${say('home')}</a> <a href="${addressOf(page.path, page.query ?? {}, other)}" lang="${other}" hreflang="${other}">${say('language')}</a></p>
<nav aria-label="${say('nav.label')}"><ul>${links}</ul></nav>
</header>
<main id="content" tabindex="-1">
<h1>${page.title}</h1>
${page.content}
</main>
<footer><p>${say('footer')}</p><p><a href="${root}/feed.xml">${say('feed')}</a></p></footer>
</body>
</html>
`.markup;
}

const current = (isHere: boolean): Html | null => (isHere ? html` aria-current="page"` : null);
