import type { Field } from './sections.ts';

export type Row = Readonly<Record<string, unknown>>;
/** What the form holds: every field as text, as the browser's own fields do. */
export type RowText = Readonly<Record<string, string>>;

export function toText(fields: readonly Field[], row: Row | null): RowText {
  return Object.fromEntries(fields.map((field) => [field.name, textOf(field, valueIn(field, row))]));
}

/** The body of the call; what was left empty is null, or nothing at all where nothing can be null. */
export function toBody(fields: readonly Field[], text: RowText): Row {
  const body: Record<string, unknown> = {};
  for (const field of fields) {
    const value = storedValue(field, text[field.name]?.trim() ?? '');
    if (!field.within) body[field.name] = value;
    else body[field.within.field] = withPart(body[field.within.field], field.within.key, value);
  }
  return body;
}

function valueIn({ name, within }: Field, row: Row | null): unknown {
  return within ? (row?.[within.field] as Row | undefined)?.[within.key] : row?.[name];
}

const withPart = (whole: unknown, key: string, value: unknown): Row => ({
  ...(whole as Row | undefined),
  ...(value === null ? {} : { [key]: value }),
});

/** Names of the fields that must not stay empty and are. */
export function missingIn(fields: readonly Field[], text: RowText): string[] {
  return fields
    .filter(({ name, kind, empty }) => !empty && kind !== 'flag' && (text[name]?.trim() ?? '') === '')
    .map(({ name }) => name);
}

/** Names of the fields that the house refused, by the paths that it told. */
export const refusedIn = (fields: readonly Field[], paths: readonly string[]): string[] =>
  fields
    .filter(({ name, within }) => {
      const own = within ? `${within.field}.${within.key}` : name;
      return paths.some((path) => path === own || path.startsWith(`${own}.`));
    })
    .map(({ name }) => name);

function textOf(field: Field, value: unknown): string {
  if (field.kind === 'names') return Array.isArray(value) ? value.join(', ') : '';
  if (value === undefined && field.kind === 'choice' && !field.empty) return field.choices?.[0] ?? '';
  if (value === undefined && field.kind === 'number') return '0';
  return value === null || value === undefined ? '' : String(value);
}

function storedValue(field: Field, text: string): unknown {
  if (field.kind === 'flag') return text === 'true';
  if (field.kind === 'names')
    return text
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '');
  if (text === '') return null;
  if (field.kind === 'number' || field.kind === 'office' || field.kind === 'neighbourhood')
    return Number(text);
  if (field.choices?.includes('true')) return text === 'true';
  return text;
}
