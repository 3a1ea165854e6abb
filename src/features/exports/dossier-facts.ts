import { localDate } from '../../rules/local-day.ts';
import type { DossierContent } from './dossier-content.ts';

export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** `16:05 ngày` is left to the reader: clock and day, as they are in Vietnam. */
export function writtenMoment(at: number): string {
  const clock = new Date(at + 7 * 3_600_000).toISOString().slice(11, 16);
  return `${clock} ${localDate(at).split('-').reverse().join('/')}`;
}

/** `84900000012` as people write it: `0900 000 012`. */
function phoneWords(phone: string | null | undefined): string | null {
  if (!phone) return null;
  return phone.replace(/^\+?84(\d{3})(\d{3})(\d{3})$/, '0$1 $2 $3').replace(/^\+?84(?=\d)/, '0');
}

/** What is known of the case, each with its name; what is not known is left out. */
export function dossierFacts(content: DossierContent, say: Say): (readonly [name: string, words: string])[] {
  const { contact } = content;
  const rows: readonly (readonly [key: string, words: string | null])[] = [
    ['kind', say(`kind.${content.kind}`)],
    ['category', content.categoryName],
    ['state', say(`state.${content.state}`)],
    ['received', writtenMoment(content.receivedAt)],
    ['due', writtenMoment(content.dueAt)],
    ['basis', content.deadline.legalBasis ?? null],
    ['office', content.office],
    ['neighbourhood', content.neighbourhood],
    ['address', content.address],
    ['name', contact === 'hidden' ? say('dossier.hidden') : (contact?.name ?? null)],
    ['phone', contact === 'hidden' ? null : phoneWords(contact?.phone)],
    ['video', content.videoLink],
    ['rating', content.rating === null ? null : say('dossier.ratingOf', { rating: content.rating })],
  ];
  return rows.flatMap(([key, words]) => (words === null ? [] : [[say(`dossier.${key}`), words] as const]));
}
