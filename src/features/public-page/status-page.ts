import type { PublicCase } from '../../contracts/public.ts';
import { type Html, html } from './html.ts';
import { addressOf, framed, languageField } from './page-frame.ts';
import type { Reader } from './reader.ts';

export type StatusFault = 'no_code' | 'format' | 'date' | 'check' | 'unknown' | 'slow_down';

export type StatusContent =
  | { readonly typed: string; readonly kind: 'form' }
  | { readonly typed: string; readonly kind: 'fault'; readonly fault: StatusFault }
  | { readonly typed: string; readonly kind: 'found'; readonly found: PublicCase };

export function statusPage(content: StatusContent, reader: Reader): string {
  const { say } = reader;
  return framed(
    {
      title: say('status.title'),
      section: 'status',
      path: '/tra-cuu',
      query: { ma: content.typed },
      isHidden: content.kind !== 'form',
      content: html`<p>${say('status.lead')}</p>
${codeForm(content, reader)}
${content.kind === 'found' && card(content.found, reader)}`,
    },
    reader,
  );
}

export function codeForm(content: StatusContent, reader: Reader): Html {
  const { say } = reader;
  const fault =
    content.kind === 'fault' &&
    html`<p class="fault" id="ma-loi" role="alert">${say(`faults.${content.fault}`)}</p>`;
  const described = content.kind === 'fault' ? 'ma-goi-y ma-loi' : 'ma-goi-y';
  return html`<form action="${addressOf('/tra-cuu', {}, 'vi')}" method="get">${languageField(reader)}
<p class="field"><label for="ma">${say('status.code')}</label>
<input id="ma" name="ma" type="text" value="${content.typed}" maxlength="60" autocomplete="off" autocapitalize="characters" spellcheck="false" required aria-describedby="${described}"${content.kind === 'fault' && html` aria-invalid="true"`}></p>
<p class="hint" id="ma-goi-y">${say('status.hint')}</p>${fault}
<button type="submit">${say('status.find')}</button></form>`;
}

function card(found: PublicCase, { say, date }: Reader): Html {
  const rows: readonly (readonly [key: string, words: string | null])[] = [
    ['state', found.words],
    ['office', found.office ?? say('status.noOffice')],
    ['received', date(found.receivedOn)],
    ['expected', found.expectedOn && date(found.expectedOn)],
    ['answered', found.answeredOn && date(found.answeredOn)],
    ['changed', date(found.changedOn)],
  ];
  const shown = rows.flatMap(([key, words]) =>
    words === null ? [] : [html`<div><dt>${say(`status.${key}`)}</dt><dd>${words}</dd></div>`],
  );
  return html`<section class="card"><h2>${say('status.result', { code: found.code })}</h2><dl>${shown}</dl></section>`;
}
