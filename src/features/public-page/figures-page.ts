import type { PublicStatistics } from '../../contracts/public.ts';
import { type Html, html } from './html.ts';
import { addressOf, framed, languageField } from './page-frame.ts';
import type { Reader } from './reader.ts';

type Row = PublicStatistics['months'][number];

export function figuresPage(figures: PublicStatistics, reader: Reader): string {
  const { say, month, monthAlone } = reader;
  const of = { month: month(figures.month) };
  const rest = (name: string | null, key: string): string => (name === null ? say(`figures.${key}`) : name);
  return framed(
    {
      title: say('figures.title'),
      section: 'figures',
      path: '/so-lieu',
      query: { thang: figures.month },
      content: html`<p>${say('figures.lead', { since: month(figures.since) })}</p>
${figures.months.length === 0 && html`<p class="empty">${say('figures.empty')}</p>`}
${table(
  { caption: say('figures.byMonth'), head: say('figures.month'), id: 'thang-bang' },
  figures.months.map((row) => ({
    ...row,
    name: row.month === null ? say('figures.otherMonths') : monthAlone(row.month),
  })),
  reader,
)}
${monthForm(figures, reader)}
${table(
  { caption: say('figures.byOffice', of), head: say('figures.office'), id: 'bo-phan-bang' },
  figures.offices.map((row) => ({
    ...row,
    name: rest(row.office === '' ? say('figures.noOffice') : row.office, 'otherOffices'),
  })),
  reader,
)}
${table(
  { caption: say('figures.byCategory', of), head: say('figures.category'), id: 'linh-vuc-bang' },
  figures.categories.map((row) => ({ ...row, name: rest(row.name, 'otherCategories') })),
  reader,
)}
<p class="hint">${say('figures.note')}</p>`,
    },
    reader,
  );
}

function monthForm({ months, month }: PublicStatistics, reader: Reader): Html | null {
  const known = months.flatMap((row) => row.month ?? []);
  if (known.length < 2) return null;
  return html`<form class="filters" action="${addressOf('/so-lieu', {}, 'vi')}" method="get">${languageField(reader)}
<p class="field"><label for="thang">${reader.say('figures.choose')}</label>
<select id="thang" name="thang">${known.map(
    (one) =>
      html`<option value="${one}"${one === month && html` selected`}>${reader.monthAlone(one)}</option>`,
  )}</select></p><button type="submit">${reader.say('list.show')}</button></form>`;
}

function table(
  { caption, head, id }: { readonly caption: string; readonly head: string; readonly id: string },
  rows: readonly (Omit<Row, 'month'> & { readonly name: string })[],
  reader: Reader,
): Html | null {
  if (rows.length === 0) return null;
  const { say, number } = reader;
  return html`<div class="table"><table id="${id}"><caption>${caption}</caption>
<thead><tr><th scope="col">${head}</th><th scope="col">${say('figures.received')}</th><th scope="col">${say('figures.answered')}</th><th scope="col">${say('figures.onTime')}</th><th scope="col">${say('figures.median')}</th></tr></thead>
<tbody>${rows.map(
    (row) =>
      html`<tr><th scope="row">${row.name}</th>${cell(say('figures.received'), number(row.received))}${cell(say('figures.answered'), number(row.answered))}<td>${share(row, reader)}</td>${cell(say('figures.median'), median(row, reader))}</tr>`,
  )}</tbody></table></div>`;
}

/** On a narrow screen the rows stand below each other, and each cell says what it is. */
const cell = (label: string, words: string): Html => html`<td data-label="${label}">${words}</td>`;

const share = ({ onTimePercent, onTime, due }: Omit<Row, 'month'>, { say, number }: Reader): string =>
  onTimePercent === null
    ? say('figures.nothingDue')
    : say('figures.share', { percent: onTimePercent, onTime: number(onTime), due: number(due) });

const median = ({ medianWorkingHours }: Omit<Row, 'month'>, { say, number }: Reader): string =>
  medianWorkingHours === null
    ? say('figures.tooFew')
    : say('figures.hours', { hours: number(medianWorkingHours) });
