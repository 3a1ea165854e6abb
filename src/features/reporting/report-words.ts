import { DateTime } from 'luxon';
import type { Speak } from '../../catalog/spoken-texts.ts';
import type { Language } from '../../core/message.ts';
import { weekdays } from '../../rules/office-hours.ts';

export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

export const reportSayer =
  (speak: Speak, language: Language): Say =>
  (key, values) =>
    speak(language, `reporting.${key}`, values);

/** The day of a moment in Vietnam: weekday in words and 24/11/2026. */
export function dayWords(at: number, say: Say): { readonly day: string; readonly date: string } {
  const local = DateTime.fromMillis(at, { zone: 'Asia/Ho_Chi_Minh' });
  return { day: say(`day.${weekdays[local.weekday - 1] ?? 'mon'}`), date: local.toFormat('dd/MM/yyyy') };
}

/** As much of a text as fits on a line or two. */
export function excerptOf(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= most) return line;
  const cut = line.slice(0, most);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), most / 2)).trimEnd()}…`;
}
