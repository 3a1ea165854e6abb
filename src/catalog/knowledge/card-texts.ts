import { z } from 'zod';
import { ChannelKind, Office, TimeUnit } from './procedure-file.ts';

const text = z.string().trim().min(1);
/** A sentence with the named places in braces, each of which must be there. */
const template = (...places: string[]) =>
  text.refine((value) => places.every((place) => value.includes(`{${place}}`)), {
    error: `must contain ${places.map((place) => `{${place}}`).join(', ')}`,
  });

/** `content/<language>/shared/procedure-card.yaml`: the words around a procedure's facts. */
export const CardTexts = z.strictObject({
  noInformation: text,
  headings: z.strictObject({
    documents: template('name'),
    bring: template('name'),
    fee: template('name'),
    time: template('name'),
    where: template('name'),
    steps: template('name'),
    legal: template('name'),
    forms: template('name'),
  }),
  /** Without the name, for a card that shows several parts. */
  shortHeadings: z.strictObject({ fee: text, time: text }),
  channels: z.record(ChannelKind, text),
  units: z.record(TimeUnit, template('value')),
  offices: z.record(Office, text),
  levels: z.strictObject({ full: text, partial: text, none: text, unverified: text }),
  officialName: template('value'),
  who: template('value'),
  results: template('value'),
  office: template('value'),
  agency: template('value'),
  competent: template('value'),
  byChannel: template('channel', 'value'),
  withNote: template('value', 'note'),
  noteOnly: template('note'),
  copies: template('value', 'copies'),
  numbered: template('number', 'value'),
  item: template('value'),
  law: template('value', 'number'),
  tip: template('value'),
  money: template('amount'),
  free: text,
  feeVaries: text,
  bringPapers: text,
  moreSteps: text,
  onlineSteps: text,
  source: template('value'),
  checkedOn: template('date'),
  link: template('url'),
  shareTitle: template('name', 'code'),
});
export type CardTexts = z.infer<typeof CardTexts>;

/** Fills `{name}` places; a place without a value stays as it is, so that a test sees it. */
export function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
