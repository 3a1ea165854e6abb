import type { WardId } from '../../core/ids.ts';
import { phonesIn } from '../../core/phone.ts';
import type { Seal } from '../../lib/seal.ts';
import { maskName } from '../../rules/masking.ts';
import { type LocalMoment, parseWrittenDate } from '../../rules/written-date.ts';
import type { DossierFacts, DossierState } from './dossier.schema.ts';
import { hashNumbers } from './dossier-proof.ts';
import { stateOf } from './state-words.ts';

/** The fields that a source may give of a dossier; the same for a table's columns and a JSON's paths. */
export const rawFields = [
  'code',
  'state',
  'procedure',
  'applicant',
  'phone',
  'personalId',
  'office',
  'officer',
  'receivedOn',
  'dueOn',
  'resultOn',
  'missing',
  'resultPlace',
  'apologyText',
  'newDate',
] as const;
export type RawField = (typeof rawFields)[number];
/** Texts as the source wrote them; '' or absent = not told. */
export type RawDossier = Readonly<Partial<Record<RawField, string>>>;

export type RawFault = 'bad_received_date' | 'bad_due_date' | 'bad_result_date' | 'bad_new_date';

const dates = [
  ['receivedOn', 'bad_received_date'],
  ['dueOn', 'bad_due_date'],
  ['resultOn', 'bad_result_date'],
  ['newDate', 'bad_new_date'],
] as const;

/** Facts in our words, or what cannot be read. `states` are the ward's own names of states, folded. */
export function factsOf(
  raw: RawDossier,
  states: Readonly<Record<string, DossierState>> = {},
): { readonly facts: DossierFacts } | { readonly fault: RawFault } {
  const read: Partial<Record<RawField, LocalMoment>> = {};
  for (const [field, fault] of dates) {
    const written = textOf(raw[field]);
    if (written === undefined) continue;
    const date = parseWrittenDate(written);
    if (date === undefined) return { fault };
    read[field] = date;
  }
  const stateText = textOf(raw.state);
  const state = stateOf(stateText ?? '', states);
  const apology = given({ text: textOf(raw.apologyText), newDate: read.newDate });
  const facts = given({
    state,
    stateText: state === 'other' ? stateText : undefined,
    procedure: textOf(raw.procedure),
    applicant: raw.applicant?.trim() ? maskName(raw.applicant).slice(0, 200) : undefined,
    office: textOf(raw.office),
    officer: textOf(raw.officer),
    receivedOn: read.receivedOn,
    dueOn: read.dueOn,
    resultOn: read.resultOn,
    missing: listOf(raw.missing ?? ''),
    resultPlace: textOf(raw.resultPlace),
    apology: Object.keys(apology).length > 0 ? apology : undefined,
  });
  return { facts: facts as DossierFacts };
}

/** Keyed hashes of the phones and ids of a dossier; null when the source has no such field at all. */
export function secretHashesOf(seal: Seal, wardId: WardId, code: string, raw: RawDossier): string[] | null {
  if (raw.phone === undefined && raw.personalId === undefined) return null;
  const ids = (raw.personalId ?? '')
    .split(/[;,/\s]+/)
    .map((id) => id.replace(/\D/g, ''))
    .filter((id) => id.length >= 8 && id.length <= 13);
  return hashNumbers(seal, { wardId, code }, { phones: phonesIn(raw.phone ?? ''), ids });
}

const maxText = 500;

function textOf(value: string | undefined): string | undefined {
  const text = (value ?? '').normalize('NFC').replaceAll('\0', '').replace(/\s+/g, ' ').trim();
  // Systems write these where they have nothing to say.
  if (text === '' || /^(?:-+|n\/a|null|không|không có|chưa có|\.+)$/i.test(text)) return undefined;
  return text.slice(0, maxText);
}

function listOf(text: string): string[] {
  return text
    .split(/[;\n]/)
    .map((entry) => textOf(entry.replace(/^\s*(?:[-+•*]|\d{1,2}[.)])\s+/, '')))
    .filter((entry) => entry !== undefined)
    .slice(0, 30);
}

function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
