import type { Names } from '../statistics/index.ts';
import { html } from './html.ts';
import { type Entry, shortened } from './list-page.ts';
import { root } from './page-frame.ts';

export interface Feed {
  readonly title: string;
  readonly entries: readonly Entry[];
  readonly names: Names;
  /** Our address as readers see it, without a slash at its end; empty = not known, links stay relative. */
  readonly origin: string;
  readonly questionWord: string;
  readonly answerWord: string;
}

const categoryOf = ({ names }: Feed, { category }: Entry): string =>
  names.categories.get(category) ?? category;
const addressOf = ({ origin }: Feed, { publicId }: Entry): string => `${origin}${root}/hoi-dap/${publicId}`;
const textOf = (feed: Feed, { question, answer }: Entry): string =>
  `${feed.questionWord}:\n${question}\n\n${feed.answerWord}:\n${answer}`;

/** JSON Feed 1.1, https://www.jsonfeed.org/version/1.1/ */
export const jsonFeed = (feed: Feed) => ({
  version: 'https://jsonfeed.org/version/1.1',
  title: feed.title,
  home_page_url: `${feed.origin}${root}`,
  feed_url: `${feed.origin}${root}/feed.json`,
  language: 'vi',
  items: feed.entries.map((entry) => ({
    id: addressOf(feed, entry),
    url: addressOf(feed, entry),
    title: shortened(entry.question),
    content_text: textOf(feed, entry),
    date_published: new Date(entry.releasedAt).toISOString(),
    tags: [categoryOf(feed, entry)],
  })),
});

/** RSS 2.0, https://www.rssboard.org/rss-specification */
export const rssFeed = (feed: Feed): string =>
  html`<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>${feed.title}</title>
<link>${feed.origin}${root}</link>
<description>${feed.title}</description>
<language>vi</language>
<atom:link href="${feed.origin}${root}/feed.xml" rel="self" type="application/rss+xml"/>
${feed.entries.map(
  (entry) => html`<item>
<title>${shortened(entry.question)}</title>
<link>${addressOf(feed, entry)}</link>
<guid isPermaLink="${feed.origin === '' ? 'false' : 'true'}">${addressOf(feed, entry)}</guid>
<pubDate>${new Date(entry.releasedAt).toUTCString()}</pubDate>
<category>${categoryOf(feed, entry)}</category>
<description>${textOf(feed, entry)}</description>
</item>
`,
)}</channel>
</rss>
`.markup;
