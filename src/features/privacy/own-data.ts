import type { Speak } from '../../catalog/spoken-texts.ts';
import type { Seal } from '../../lib/seal.ts';
import { localDate } from '../../rules/local-day.ts';
import type { WardTx } from '../../store/database.ts';
import { openContact } from '../cases/index.ts';
import {
  loadSection,
  type OwnDataSection,
  type Owner,
  type OwnRow,
  ownDataSections,
} from './own-data.repo.ts';

export type OwnData = Readonly<Record<OwnDataSection, readonly OwnRow[]>>;

/** Everything that is kept of one citizen, with what is sealed opened. */
export async function collectOwnData(tx: WardTx, owner: Owner, seal: Seal): Promise<OwnData> {
  const parts: [OwnDataSection, OwnRow[]][] = [];
  for (const section of ownDataSections) {
    const rows = await loadSection(tx, owner, section);
    parts.push([section, rows.map((row) => unsealed(row, section, seal))]);
  }
  return Object.fromEntries(parts) as unknown as OwnData;
}

function unsealed(row: OwnRow, section: OwnDataSection, seal: Seal): OwnRow {
  if (!('contact_sealed' in row)) return row;
  const { contact_sealed: sealed, ...rest } = row;
  if (typeof sealed !== 'string') return { ...rest, contact: null };
  return {
    ...rest,
    contact: section === 'petitions' ? petitionContact(sealed, seal) : openContact(seal, sealed),
  };
}

function petitionContact(sealed: string, seal: Seal): unknown {
  const opened = seal.open('petition-contact', sealed);
  return opened.ok ? JSON.parse(opened.value) : null;
}

/** The same to be read on paper: part after part, a line for each thing. Pictures are named, not printed. */
export function readableOwnData(
  data: OwnData,
  speak: Speak,
  about: { readonly ward: string; readonly number: number | string; readonly at: number },
): string {
  const say = (key: string, values?: Readonly<Record<string, string | number>>): string =>
    speak('vi', `own-data.${key}`, values);
  const clock = new Date(about.at + 7 * 3_600_000).toISOString().slice(11, 16);
  const parts = ownDataSections.map((section) => {
    const records = data[section].map((row, index) =>
      [say('document.record', { number: index + 1 }), ...lines(row)].join('\n'),
    );
    return [
      say(`section.${section}`).toUpperCase(),
      ...(records.length > 0 ? records : [say('document.none')]),
    ].join('\n');
  });
  const at = `${clock} ${localDate(about.at)}`;
  return [say('document.title'), say('document.about', { ...about, at }), ...parts].join('\n\n');
}

const lines = (row: OwnRow): string[] =>
  Object.entries(row).flatMap(([name, value]) =>
    value === null || value === undefined || name === 'content' ? [] : [`   ${name}: ${written(value)}`],
  );

function written(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
