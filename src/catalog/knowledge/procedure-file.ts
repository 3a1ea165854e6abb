import { z } from 'zod';
import { plainName } from './plain-name.ts';
import { longestTitle } from './short-title.ts';

const text = z.string().trim().min(1);
const texts = z.array(text).min(1);
export const procedureCode = z.string().regex(/^\d\.\d{6}$/, 'a code looks like 1.001193');

/** Units in which a procedure's time is published; never converted into one another. */
export const TimeUnit = z.enum(['working_day', 'calendar_day', 'hour', 'month']);
export type TimeUnit = z.infer<typeof TimeUnit>;

export const ChannelKind = z.enum(['in_person', 'online', 'post', 'any']);
export type ChannelKind = z.infer<typeof ChannelKind>;

/** Ward offices that receive a dossier. */
export const Office = z.enum([
  'tu-phap',
  'cong-an',
  'kinh-te-ha-tang-do-thi',
  'van-hoa-xa-hoi',
  'quan-su',
  'bhxh',
  'mot-cua',
]);
export type Office = z.infer<typeof Office>;

/** A procedure in plain words, curated by hand: `content/vi/procedures/*.yaml`. */
/** A number with its unit, or words such as "the same day" where the law gives no number. */
const Time = z
  .strictObject({
    channel: ChannelKind,
    value: z.number().positive().optional(),
    unit: TimeUnit.optional(),
    note: text.optional(),
  })
  .refine(({ value, unit, note }) => (value === undefined ? unit === undefined && note : unit), {
    message: 'thời gian cần số kèm đơn vị, hoặc chỉ lời ghi chú',
  });

export const ProcedureFile = z
  .strictObject({
    code: procedureCode,
    name: text,
    field: text,
    /** A title for headings and buttons, where the official name does not fit. */
    short: text.max(longestTitle).optional(),
    /** Of several alike, the one that most people mean when they say no more. */
    usual: z.literal(true).optional(),
    names: texts,
    office: Office,
    summary: text,
    who: text.optional(),
    where: text.optional(),
    online: z.strictObject({
      level: z.enum(['full', 'partial', 'none', 'unverified']),
      steps: texts.optional(),
    }),
    documents: z
      .array(z.strictObject({ name: text, copies: text.optional(), note: text.optional() }))
      .min(1)
      .optional(),
    bring: texts.optional(),
    steps: texts.optional(),
    time: z.array(Time).min(1).optional(),
    fee: z
      .array(
        z.strictObject({
          channel: ChannelKind,
          amountVnd: z.number().int().nonnegative().optional(),
          note: text.optional(),
        }),
      )
      .min(1)
      .optional(),
    results: texts.optional(),
    legalBasis: z
      .array(z.strictObject({ title: text, number: text.optional() }))
      .min(1)
      .optional(),
    forms: z
      .array(z.strictObject({ name: text, number: text.optional() }))
      .min(1)
      .optional(),
    tips: texts.optional(),
    source: z.strictObject({ title: text, url: z.url().optional() }),
    checkedOn: z.iso.date(),
  })
  .refine(({ name, short }) => short !== undefined || plainName(name).length <= longestTitle, {
    path: ['name'],
    message: 'tên dài hơn 60 ký tự cần thêm dòng short',
  });
export type ProcedureFile = z.infer<typeof ProcedureFile>;

/** An answer to a common question that is not one procedure: `content/vi/guides/*.yaml`. */
export const Guide = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'kebab-case ASCII'),
  title: text,
  topic: z.enum([
    'nop-truc-tuyen',
    'thanh-toan',
    'tra-cuu',
    'buu-chinh',
    'lien-he',
    'sap-nhap',
    'giay-to',
    'an-toan',
    'quyen-loi',
    'phan-anh',
  ]),
  asks: texts,
  /** The ability whose text of this ward goes before the body. */
  begins: z.literal('office_hours').optional(),
  body: text,
  related: z.array(procedureCode).min(1).optional(),
  links: z
    .array(z.strictObject({ label: text, url: z.url() }))
    .min(1)
    .optional(),
  source: z.strictObject({ title: text, url: z.url().optional() }),
  checkedOn: z.iso.date(),
});
export type Guide = z.infer<typeof Guide>;
/** What is searched and told of a guide, wherever it was written. */
export type ToldGuide = Pick<Guide, 'id' | 'title' | 'asks' | 'begins' | 'body' | 'links'>;

/** What people call a procedure, and the moments of life that lead to it: `content/vi/everyday/*.yaml`. */
export const Everyday = z.strictObject({
  procedure: text,
  names: texts,
  situations: texts,
  says: z
    .strictObject({ north: texts.optional(), central: texts.optional(), south: texts.optional() })
    .optional(),
});
export type Everyday = z.infer<typeof Everyday>;
export const EverydayFile = z.record(procedureCode, Everyday);
export type EverydayFile = z.infer<typeof EverydayFile>;
