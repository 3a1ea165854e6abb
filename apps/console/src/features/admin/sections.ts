/** How a field of a list is shown and filled in; `code` cannot be changed later, `empty` may stay empty. */
export interface Field {
  readonly name: string;
  readonly kind:
    | 'code'
    | 'text'
    | 'long'
    | 'names'
    | 'flag'
    | 'number'
    | 'date'
    | 'choice'
    | 'category'
    | 'office'
    | 'neighbourhood';
  readonly empty?: true;
  readonly choices?: readonly string[];
  /** Kept inside another field of the row; left out there when it is empty. */
  readonly within?: { readonly field: string; readonly key: string };
}

/** A list that administrators keep: `/admin/<name>` answers `{<answer>: rows}`. */
export interface Section {
  readonly name: string;
  readonly answer: string;
  readonly key: 'id' | 'code';
  /** Rows are changed and closed; rules are only ended, and another takes their place. */
  readonly ends: 'closed' | 'effectiveTo';
  readonly title: readonly string[];
  readonly fields: readonly Field[];
}

const period: readonly Field[] = [
  { name: 'effectiveFrom', kind: 'date' },
  { name: 'effectiveTo', kind: 'date', empty: true },
];

export const sections = [
  {
    name: 'offices',
    answer: 'offices',
    key: 'id',
    ends: 'closed',
    title: ['name'],
    fields: [
      { name: 'code', kind: 'code' },
      { name: 'name', kind: 'text' },
      { name: 'aliases', kind: 'names', empty: true },
      { name: 'kind', kind: 'choice', choices: ['internal', 'external'] },
      { name: 'about', kind: 'text', empty: true },
      { name: 'phone', kind: 'text', empty: true },
      { name: 'address', kind: 'text', empty: true },
      { name: 'website', kind: 'text', empty: true },
      { name: 'notifyEmail', kind: 'text', empty: true, within: { field: 'notify', key: 'email' } },
      { name: 'notifyTelegram', kind: 'text', empty: true, within: { field: 'notify', key: 'telegramChat' } },
    ],
  },
  {
    name: 'neighbourhoods',
    answer: 'neighbourhoods',
    key: 'id',
    ends: 'closed',
    title: ['name'],
    fields: [
      { name: 'code', kind: 'code' },
      { name: 'name', kind: 'text' },
      { name: 'aliases', kind: 'names', empty: true },
      { name: 'headReceivesFirst', kind: 'flag' },
    ],
  },
  {
    name: 'categories',
    answer: 'categories',
    key: 'code',
    ends: 'closed',
    title: ['vi'],
    fields: [
      { name: 'code', kind: 'code' },
      { name: 'vi', kind: 'text' },
      { name: 'en', kind: 'text' },
      { name: 'chairOnly', kind: 'flag' },
      { name: 'needsApproval', kind: 'flag' },
      { name: 'insteadVi', kind: 'long', empty: true },
      { name: 'insteadEn', kind: 'long', empty: true },
      { name: 'sort', kind: 'number' },
    ],
  },
  {
    name: 'templates',
    answer: 'templates',
    key: 'id',
    ends: 'closed',
    title: ['title'],
    fields: [
      { name: 'category', kind: 'category', empty: true },
      { name: 'title', kind: 'text' },
      { name: 'body', kind: 'long' },
    ],
  },
  {
    name: 'routing-rules',
    answer: 'rules',
    key: 'id',
    ends: 'effectiveTo',
    title: ['category', 'neighbourhoodId', 'keyword', 'officeId'],
    fields: [
      { name: 'category', kind: 'category', empty: true },
      { name: 'neighbourhoodId', kind: 'neighbourhood', empty: true },
      { name: 'keyword', kind: 'text', empty: true },
      { name: 'officeId', kind: 'office' },
      ...period,
    ],
  },
  {
    name: 'deadline-rules',
    answer: 'rules',
    key: 'id',
    ends: 'effectiveTo',
    title: ['kind', 'category', 'step', 'value', 'unit', 'legalBasis'],
    fields: [
      { name: 'kind', kind: 'choice', choices: ['feedback', 'suggestion', 'question'] },
      { name: 'category', kind: 'category', empty: true },
      { name: 'urgent', kind: 'choice', choices: ['true', 'false'], empty: true },
      { name: 'step', kind: 'choice', choices: ['intake', 'transfer', 'answer'] },
      { name: 'value', kind: 'number' },
      { name: 'unit', kind: 'choice', choices: ['working_day', 'working_hour', 'calendar_day', 'hour'] },
      { name: 'legalBasis', kind: 'text' },
      ...period,
    ],
  },
] as const satisfies readonly Section[];

export const findSection = (name: string): Section | undefined =>
  sections.find((section) => section.name === name);
