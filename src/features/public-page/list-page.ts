import type { Released } from '../publications/index.ts';
import type { Names } from '../statistics/index.ts';
import { type Html, html, paragraphs } from './html.ts';
import { addressOf, framed, languageField } from './page-frame.ts';
import type { Reader } from './reader.ts';

/** One that is shown, with its public address. */
export interface Entry extends Released {
  readonly publicId: string;
}

export interface ListContent {
  readonly entries: readonly Entry[];
  readonly names: Names;
  readonly filters: { readonly categories: readonly string[]; readonly months: readonly string[] };
  readonly chosen: { readonly category?: string; readonly month?: string };
  /** Counts from 1. */
  readonly page: number;
  readonly hasMore: boolean;
}

const maxExcerptChars = 180;

export function listPage(content: ListContent, reader: Reader): string {
  const { say } = reader;
  const { entries, names, chosen, page } = content;
  return framed(
    {
      title: say('list.title'),
      section: 'list',
      path: '',
      query: { 'linh-vuc': chosen.category, thang: chosen.month, trang: page > 1 ? page : undefined },
      content: html`<p>${say('list.lead')}</p>
${filterForm(content, reader)}
${entries.length === 0 ? html`<p class="empty">${say('list.empty')}</p>` : html`<ol class="entries">${entries.map((entry) => entryItem(entry, names, reader))}</ol>`}
${pager(content, reader)}`,
    },
    reader,
  );
}

function entryItem(entry: Entry, names: Names, { say, date, language }: Reader): Html {
  const address = addressOf(`/hoi-dap/${entry.publicId}`, {}, language);
  return html`<li><h2><a href="${address}" lang="vi">${shortened(entry.question)}</a></h2>
<p class="facts">${names.categories.get(entry.category) ?? entry.category} · ${say('list.asked', { date: date(entry.askedOn) })} · ${say('list.answered', { date: date(entry.answeredOn) })}</p></li>`;
}

export function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= maxExcerptChars) return line;
  return `${line
    .slice(0, maxExcerptChars)
    .toWellFormed()
    .replace(/[\s.,;:!?]+\S*$/, '')}…`;
}

function filterForm({ filters, names, chosen }: ListContent, reader: Reader): Html {
  const { say, monthAlone } = reader;
  const categories = filters.categories.map((code) => ({
    value: code,
    label: names.categories.get(code) ?? code,
  }));
  const months = filters.months.map((value) => ({ value, label: monthAlone(value) }));
  return html`<form class="filters" action="${addressOf('', {}, 'vi')}" method="get">${languageField(reader)}
${select({ name: 'linh-vuc', label: say('list.category'), any: say('list.anyCategory') }, categories, chosen.category)}
${select({ name: 'thang', label: say('list.month'), any: say('list.anyMonth') }, months, chosen.month)}
<button type="submit">${say('list.show')}</button></form>`;
}

interface Field {
  readonly name: string;
  readonly label: string;
  /** The choice of everything. */
  readonly any: string;
}

const select = (
  { name, label, any }: Field,
  options: readonly { readonly value: string; readonly label: string }[],
  chosen: string | undefined,
): Html => html`<p class="field"><label for="${name}">${label}</label>
<select id="${name}" name="${name}"><option value="">${any}</option>${options.map(
  (option) =>
    html`<option value="${option.value}"${option.value === chosen && html` selected`}>${option.label}</option>`,
)}</select></p>`;

function pager({ chosen, page, hasMore }: ListContent, { say, language }: Reader): Html | null {
  if (page === 1 && !hasMore) return null;
  const link = (to: number, key: string): Html => {
    const query = { 'linh-vuc': chosen.category, thang: chosen.month, trang: to > 1 ? to : undefined };
    return html`<a href="${addressOf('', query, language)}">${say(key)}</a>`;
  };
  return html`<nav class="pages" aria-label="${say('list.pages')}">${page > 1 && link(page - 1, 'list.newer')} ${hasMore && link(page + 1, 'list.older')}</nav>`;
}

/** One question and its answer. */
export function itemPage(entry: Entry, names: Names, reader: Reader): string {
  const { say, date, language } = reader;
  const office = entry.officeId === null ? undefined : names.offices.get(entry.officeId);
  return framed(
    {
      title: say('item.title'),
      section: 'list',
      path: `/hoi-dap/${entry.publicId}`,
      content: html`<p class="facts">${names.categories.get(entry.category) ?? entry.category}</p>
<section><h2>${say('item.question')}</h2>
<p class="facts">${date(entry.askedOn)}</p><div lang="vi">${paragraphs(entry.question)}</div></section>
<section class="answer"><h2>${office ? say('item.answeredBy', { office }) : say('item.answer')}</h2>
<p class="facts">${date(entry.answeredOn)}</p><div lang="vi">${paragraphs(entry.answer)}</div></section>
<p><a href="${addressOf('', {}, language)}">${say('item.back')}</a></p>`,
    },
    reader,
  );
}
