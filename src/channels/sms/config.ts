import { z } from 'zod';
import { foldWords } from '../../core/fold.ts';

/** Where a value stands in a request: `query:from`, `form:phone`, `json:data.phone`, `header:x-from`, `body`. */
const Place = z
  .string()
  .regex(
    /^(?:body|(?:query|form|json|header):[\w.-]{1,100})$/,
    'must look like query:from, json:data.from or body',
  );
/** The first place that holds something wins. */
const Places = z.array(Place).min(1).max(8);
export type Places = z.infer<typeof Places>;

const everywhere = (name: string): Places => [`query:${name}`, `form:${name}`, `json:${name}`];

/** How the gateway brings a citizen's message. The defaults are Kannel's `post-url`, as the README gives it. */
const InboundMapping = z.object({
  from: Places.default([...everywhere('from'), 'header:x-kannel-from']),
  to: Places.default([...everywhere('to'), 'header:x-kannel-to']),
  text: Places.default(['body', ...everywhere('text')]),
  id: Places.default(everywhere('id')),
  at: Places.default([...everywhere('at'), 'header:x-kannel-time']),
  /** Of a time that names no zone; Kannel writes UTC. */
  utcOffsetHours: z.number().min(-12).max(14).default(0),
});
export type InboundMapping = z.infer<typeof InboundMapping>;

/** How the gateway says what became of a message. Either a status word or two counters. */
const ReportMapping = z.object({
  id: Places,
  status: Places,
  /** Other statuses are ways in between. */
  statuses: z.object({ delivered: z.array(z.string()), failed: z.array(z.string()) }),
  /** A counter above zero decides before the status does. */
  counts: z.object({ delivered: Places, failed: Places }).optional(),
  /** The citizen's number, where our own address of the report could not carry it. */
  to: Places,
});
export type ReportMapping = z.infer<typeof ReportMapping>;

/** Kannel's `%d`: 1 delivered, 2 failed, 4 buffered, 8 submitted, 16 rejected by the SMS centre. */
const kannelReports: ReportMapping = {
  id: ['query:id'],
  status: ['query:status'],
  statuses: { delivered: ['1'], failed: ['2', '16'] },
  to: ['query:to'],
};
/**
 * https://developers.esms.vn/esms-api/callback-url: a SendStatus of 5 ("sent") occurs with SendFailed above
 * zero, so the counters decide; 4 is a refusal.
 */
const esmsReports: ReportMapping = {
  id: ['query:SMSID'],
  status: ['query:SendStatus'],
  statuses: { delivered: [], failed: ['4'] },
  counts: { delivered: ['query:SendSuccess'], failed: ['query:SendFailed'] },
  to: ['query:to', 'query:phonenumber'],
};

/** Words by which a citizen says no; a keyword of the same writing would swallow them. */
const refusals = new Set(['tu choi', 'stop', 'huy', 'huy dang ky', 'ngung', 'ngung nhan tin']);
const Keyword = z.object({
  word: z
    .string()
    .regex(/^[\p{L}\p{N}][\p{L}\p{N} ]{0,29}$/u, 'must be letters, digits and blanks')
    .refine((word) => !refusals.has(foldWords(word)), 'is a word by which people refuse messages'),
  alone: z.string().min(1).optional(),
});
const askForDossier = 'tra cứu hồ sơ';

const Segments = z.int().min(1).max(10);

/** What a ward may change without changing the gateway. */
export const SmsSettings = z.object({
  /** True sends Vietnamese as it is written: readable, and more than twice as dear. */
  accents: z.boolean().default(false),
  /** Parts that one message may take, by its purpose. */
  maxSegments: z
    .object({
      answer: Segments.default(3),
      notice: Segments.default(1),
      officer: Segments.default(3),
      broadcast: Segments.default(1),
    })
    .prefault({}),
  /** Words that ask for a dossier; the engine hears the first. */
  keywords: z
    .array(Keyword)
    .min(1)
    .default([
      // Alone it is the usual answer to an announcement ("từ chối"), so it stays.
      { word: 'TC' },
      { word: 'HS', alone: askForDossier },
      { word: 'HCC DN', alone: askForDossier },
    ]),
  inbound: InboundMapping.prefault({}),
  reports: ReportMapping.optional(),
});
export type SmsSettings = z.infer<typeof SmsSettings>;

/** One gateway account of a ward. */
export const SmsAccount = SmsSettings.extend({
  provider: z.enum(['kannel', 'esms']),
  /** Where messages are handed over; eSMS also by its base address. */
  sendUrl: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, '')),
  /** Kannel's sendsms-user, or eSMS's ApiKey. */
  username: z.string().min(1),
  /** Its password, or eSMS's SecretKey. */
  password: z.string().min(1),
  /** In the address that the gateway calls: nobody signs SMS webhooks. */
  webhookSecret: z.string().min(1),
  /** The name or number that messages come from; absent = the short code. */
  sender: z.string().min(1).optional(),
  shortCode: z.string().min(1).optional(),
  /** eSMS only: its own test mode, which bills and delivers nothing. */
  sandbox: z.boolean().default(false),
}).transform((account) => ({
  ...account,
  reports: account.reports ?? (account.provider === 'esms' ? esmsReports : kannelReports),
}));
export type SmsAccount = z.infer<typeof SmsAccount>;
