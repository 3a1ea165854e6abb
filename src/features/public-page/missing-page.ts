import { html } from './html.ts';
import { addressOf, framed } from './page-frame.ts';
import type { Reader } from './reader.ts';
import { codeForm } from './status-page.ts';

/** What was released once and is not any more, or was never there: where else to look. */
export function missingPage(
  { kind, typed }: { readonly kind: 'page' | 'answer'; readonly typed: string },
  reader: Reader,
): string {
  const { say, language } = reader;
  return framed(
    {
      title: say(kind === 'page' ? 'missing.title' : 'item.title'),
      section: 'list',
      path: '',
      isHidden: true,
      content: html`<p class="empty">${say(kind === 'page' ? 'missing.words' : 'faults.gone')}</p>
<p><a href="${addressOf('', {}, language)}">${say('item.back')}</a></p>
<section><h2>${say('status.title')}</h2>
${codeForm({ kind: 'form', typed }, reader)}</section>`,
    },
    reader,
  );
}
