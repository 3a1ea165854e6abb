import type { Speak } from '../../catalog/spoken-texts.ts';
import type { Language } from '../../core/message.ts';

/** Who reads a page: the language, and how things are written in it. */
export interface Reader {
  readonly language: Language;
  /** The ward's name. */
  readonly ward: string;
  say(key: string, values?: Readonly<Record<string, string | number>>): string;
  /** YYYY-MM-DD in words. */
  date(day: string): string;
  /** YYYY-MM in words, within a sentence. */
  month(month: string): string;
  /** The same standing alone. */
  monthAlone(month: string): string;
  number(value: number): string;
}

export function createReader(speak: Speak, language: Language, ward: string): Reader {
  const say: Reader['say'] = (key, values) => speak(language, `public-page.${key}`, values);
  const numbers = new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: 1 });
  const month: Reader['month'] = (iso) => {
    const [year = '', number = ''] = iso.split('-');
    return say('month', { year, month: Number(number) });
  };
  return {
    language,
    ward,
    say,
    date(iso) {
      const [year = '', month = '', day = ''] = iso.split('-');
      return say('day', { year, month, day });
    },
    month,
    monthAlone: (iso) => capital(month(iso)),
    number: (value) => numbers.format(value),
  };
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
