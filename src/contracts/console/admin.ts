/** What the ward's administrators set up: `/api/console/admin/…` and `/api/console/staff/…`. */
import { z } from 'zod';
import { caseKinds, petitionKinds } from '../../core/case.ts';
import { Person } from './cases.ts';
import { OfficeHoursSettings } from './hours.ts';
import { Grant } from './session.ts';

const id = z.int32().positive();
const name = z.string().trim().min(1).max(200);

/** Officers and leads need an office, heads a neighbourhood; the others have neither. */
const Grants = z
  .array(Grant)
  .max(20)
  .refine((grants) => grants.every(hasItsPlace), { error: 'a role lacks its office or neighbourhood' });

function hasItsPlace({ role, officeId, neighbourhoodId }: z.infer<typeof Grant>): boolean {
  const needsOffice = role === 'officer' || role === 'lead';
  return needsOffice === (officeId !== null) && (role === 'head') === (neighbourhoodId !== null);
}

export const StaffMember = z.object({
  id,
  email: z.string(),
  name: z.string(),
  grants: z.array(Grant),
  hasTotp: z.boolean(),
  disabled: z.boolean(),
  lockedUntil: z.number().nullable(),
  lastSeenAt: z.number().nullable(),
});
export type StaffMember = z.infer<typeof StaffMember>;
export const StaffList = z.object({ staff: z.array(StaffMember) });
export const NewStaffMember = z.object({ email: z.email().max(200), name, grants: Grants });
/** The first password is told once; it must be changed at the first sign-in. */
export const StaffAdded = z.object({ id, oneTimePassword: z.string() });
export const StaffChange = z.object({
  name: name.exactOptional(),
  grants: Grants.exactOptional(),
  disabled: z.boolean().exactOptional(),
  /** Only taking the authenticator away, for somebody who lost their phone. */
  hasTotp: z.literal(false).exactOptional(),
});
export type StaffChange = z.infer<typeof StaffChange>;

/** A link with which that person sets a new password, once, until then. */
export const ResetLink = z.object({ url: z.string(), expiresAt: z.number() });

const code = z.string().regex(/^[a-z0-9-]{2,40}$/);
const aliases = z.array(name).max(30);
const closed = z.boolean();
const line = z.string().trim().min(1).max(300);
/** Null takes away what was there. */
const maybe = <T extends z.ZodType>(shape: T) => shape.nullable().default(null);

/** A change names only what changes. */
const changes = <T extends z.ZodRawShape>(shape: z.ZodObject<T>) =>
  shape.partial().extend({ closed: closed.optional() });

const OfficeFields = z.strictObject({
  name,
  aliases,
  kind: z.enum(['internal', 'external']),
  about: line.nullable(),
  phone: line.nullable(),
  address: line.nullable(),
  website: z.url().max(300).nullable(),
  /** Where notices for the whole office go. */
  notify: z.strictObject({
    email: z.email().max(200).exactOptional(),
    telegramChat: z.string().max(100).exactOptional(),
  }),
});
export const Office = OfficeFields.extend({ id, code, closed });
export const OfficeList = z.object({ offices: z.array(Office) });
export const NewOffice = OfficeFields.extend({
  code,
  aliases: aliases.default([]),
  kind: OfficeFields.shape.kind.default('internal'),
  about: maybe(line),
  phone: maybe(line),
  address: maybe(line),
  website: maybe(z.url().max(300)),
  notify: OfficeFields.shape.notify.default({}),
});
export const OfficeChange = changes(OfficeFields);

const NeighbourhoodFields = z.strictObject({ name, aliases, headReceivesFirst: z.boolean() });
export const Neighbourhood = NeighbourhoodFields.extend({ id, code, closed });
export const NeighbourhoodList = z.object({ neighbourhoods: z.array(Neighbourhood) });
export const NewNeighbourhood = NeighbourhoodFields.extend({
  code,
  aliases: aliases.default([]),
  headReceivesFirst: z.boolean().default(false),
});
export const NeighbourhoodChange = changes(NeighbourhoodFields);

const CategoryFields = z.strictObject({
  vi: name,
  en: name,
  chairOnly: z.boolean(),
  needsApproval: z.boolean(),
  insteadVi: z.string().trim().min(1).max(2000).nullable(),
  insteadEn: z.string().trim().min(1).max(2000).nullable(),
  sort: z.number().int().min(0).max(1000),
});
export const Category = CategoryFields.extend({ code, closed });
export const CategoryList = z.object({ categories: z.array(Category) });
export const NewCategory = CategoryFields.extend({
  code,
  chairOnly: z.boolean().default(false),
  needsApproval: z.boolean().default(false),
  insteadVi: maybe(z.string().trim().min(1).max(2000)),
  insteadEn: maybe(z.string().trim().min(1).max(2000)),
  sort: z.number().int().min(0).max(1000).default(0),
});
export const CategoryChange = changes(CategoryFields);

const places = ['code', 'due', 'office', 'officer', 'category'];
const TemplateFields = z.strictObject({
  /** Null = for every category. */
  category: code.nullable(),
  title: name,
  body: z
    .string()
    .trim()
    .min(1)
    .max(4000)
    .refine((text) => [...text.matchAll(/\{([^}]*)\}/g)].every(([, place = '']) => places.includes(place)), {
      error: `only ${places.map((place) => `{${place}}`).join(', ')} are filled in`,
    }),
});
export const Template = TemplateFields.extend({ id, closed });
export const TemplateList = z.object({ templates: z.array(Template) });
export const NewTemplate = TemplateFields;
export const TemplateChange = changes(TemplateFields);

const date = z.iso.date();
const inOrder = ({
  effectiveFrom,
  effectiveTo,
}: {
  effectiveFrom: string;
  effectiveTo: string | null;
}): boolean => effectiveTo === null || effectiveFrom <= effectiveTo;
const order = { path: ['effectiveTo'], error: 'it ends before it begins' };

const RoutingFields = z.strictObject({
  /** What it does not name holds for every case. */
  category: maybe(code),
  neighbourhoodId: maybe(id),
  keyword: maybe(line),
  officeId: id,
  effectiveFrom: date,
  effectiveTo: maybe(date),
});
export const NewRoutingRule = RoutingFields.refine(inOrder, order);
export const RoutingRuleList = z.object({ rules: z.array(RoutingFields.extend({ id })) });

const DeadlineFields = z.strictObject({
  kind: z.enum(caseKinds),
  category: maybe(code),
  urgent: maybe(z.boolean()),
  step: z.enum(['intake', 'transfer', 'answer']),
  value: z.number().int().min(1).max(365),
  unit: z.enum(['hour', 'working_hour', 'calendar_day', 'working_day']),
  legalBasis: line,
  effectiveFrom: date,
  effectiveTo: maybe(date),
});
export const NewDeadlineRule = DeadlineFields.refine(inOrder, order);
/** A row of the law, or a provisional one of the starter pack; the ward's own stand before it. */
const LawDeadline = z.object({
  id: z.string(),
  kind: z.enum([...caseKinds, ...petitionKinds]),
  category: z.string().nullable(),
  urgent: z.boolean().nullable(),
  step: z.string(),
  value: z.number(),
  unit: z.string(),
  legalBasis: z.string(),
  effectiveFrom: z.string(),
  /** C = checked against the text; C-2nd = secondary source; GK = not verified. */
  confidence: z.enum(['C', 'C-2nd', 'GK']),
});
export const DeadlineRuleList = z.object({
  rules: z.array(DeadlineFields.extend({ id })),
  /** What else clocks begin by today. */
  law: z.array(LawDeadline),
});
export type DeadlineRuleList = z.infer<typeof DeadlineRuleList>;
/** Rules are never edited: a row is ended, and another takes its place. */
export const RuleEnd = z.union([
  z.strictObject({ effectiveTo: date }),
  z.strictObject({ atOnce: z.literal(true) }),
]);
export type RuleEnd = z.infer<typeof RuleEnd>;

/** A place or person of the ward that a citizen may turn to. */
export const WardContact = z.strictObject({
  name: line,
  /** What it is for, in a few plain words. */
  about: line.optional(),
  address: line.optional(),
  phone: line.optional(),
  email: z.email().optional(),
});
export const WardView = z.object({
  code: z.string(),
  name: z.string(),
  province: z.string(),
  contacts: z.array(WardContact),
  hotline: z.string().nullable(),
  website: z.string().nullable(),
  map: z.string().nullable(),
  officerAnswersWithinWorkingHours: z.number().nullable(),
});
export const WardChange = z.strictObject({
  name: line.exactOptional(),
  contacts: z.array(WardContact).max(30).exactOptional(),
  hotline: line.nullable().exactOptional(),
  website: z.url().nullable().exactOptional(),
  map: z.url().nullable().exactOptional(),
  officerAnswersWithinWorkingHours: z.int().min(1).max(80).nullable().exactOptional(),
});
export type WardChange = z.infer<typeof WardChange>;

/** Whom citizens may turn to, as one version has it. */
export const WardContacts = WardView.pick({
  contacts: true,
  hotline: true,
  website: true,
  map: true,
  officerAnswersWithinWorkingHours: true,
});
export type WardContacts = z.infer<typeof WardContacts>;

export const WardVersionQuery = z.object({ kind: z.enum(['contacts', 'hours']) });
export type WardVersionKind = z.infer<typeof WardVersionQuery>['kind'];
/** Everything that the contacts or the office hours have been, newest first; the first one is what was there before. */
export const WardVersionList = z.object({
  versions: z.array(
    z.object({
      id,
      version: z.number().int(),
      state: z.enum(['live', 'replaced']),
      /** Null: as the ward was set up. */
      author: Person.nullable(),
      at: z.number(),
      contacts: WardContacts.nullable(),
      hours: OfficeHoursSettings.nullable(),
    }),
  ),
});
export type WardVersionList = z.infer<typeof WardVersionList>;

/** A channel account without its secrets: those go in and never come out. */
export const ChannelAccount = z.object({
  id,
  channel: z.string(),
  externalId: z.string(),
  /** `unusable`: it does not fit its channel's shape, or its secrets cannot be opened. */
  state: z.enum(['working', 'paused', 'unusable']),
  pauseReason: z.string().nullable(),
  /** Null while paused = until somebody resumes it. */
  pausedUntil: z.number().nullable(),
  settings: z.record(z.string(), z.unknown()),
});
export const AccountList = z.object({
  accounts: z.array(ChannelAccount),
  /** What can be connected, and the variables that each channel asks for. */
  channels: z.array(z.object({ channel: z.string(), variables: z.array(z.string()) })),
});
/** The channel's variables, named as in `.env.example`; the same again renews an account's credentials. */
export const ConnectAccount = z.strictObject({
  variables: z.record(z.string().regex(/^[A-Z][A-Z_]{2,60}$/), z.string().max(4000)),
});
export const AccountChange = z.strictObject({
  /** Not where the platform is: its secrets would go there. */
  settings: z
    .strictObject({
      sendsPerSecond: z.number().positive().max(1000).exactOptional(),
      paidReplies: z.boolean().exactOptional(),
      /** For each purpose, the platform's approved template. */
      templates: z.record(z.string(), z.unknown()).exactOptional(),
    })
    .exactOptional(),
  /** Only letting it go on, after a pause. */
  paused: z.literal(false).exactOptional(),
});
