import { z } from 'zod';
import type { TimeUnit } from './procedure-file.ts';
import type { ProcedureRecord, RecordChannel, RecordPaper } from './procedure-record.ts';

const words = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => clean(value === null || value === undefined ? '' : String(value)));
const list = z
  .union([z.array(words), words])
  .nullish()
  .transform((value) => listOf(value ?? ''));

/** One row of a procedures file before it is judged; unknown fields are ignored. */
export const RawProcedure = z.object({
  code: words,
  name: words,
  ministry: words,
  field: words,
  levels: list,
  decision: words,
  audience: list,
  agency: words,
  competent: words,
  channels: z
    .array(z.object({ channel: words, time: words, time_unit: words, fee: words, note: words }))
    .nullish(),
  components: z.array(z.object({ name: words, qty: words, kind: words })).nullish(),
  steps: words,
  conditions: words,
  results: z.array(z.object({ name: words, code: words })).nullish(),
  legal_raw: words,
  url: words,
  source: words,
});
export type RawProcedure = z.infer<typeof RawProcedure>;

export function clean(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u200B-\u200F\u202A-\u202E\u2060\uFEFF]/g, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
}

/** A list cell of a table: entries separated by ";" or line breaks. */
export function listOf(value: string | readonly string[]): string[] {
  const entries = typeof value === 'string' ? value.split(/[;\n]/) : value;
  return entries.map((entry) => entry.trim()).filter((entry) => entry !== '');
}

export interface Completed {
  readonly record: ProcedureRecord;
  /** Numbers that stood without their unit, and so were left out. */
  readonly unitless: readonly ('time' | 'fee')[];
}

/** The neutral record; numbers without a unit are dropped and named. */
export function completeRecord(raw: RawProcedure): Completed {
  const unitless = new Set<'time' | 'fee'>();
  const channels = (raw.channels ?? []).map((channel) => completeChannel(channel, unitless));
  const record: ProcedureRecord = {
    code: raw.code,
    name: raw.name,
    field: raw.field,
    ministry: raw.ministry,
    levels: raw.levels,
    decision: raw.decision,
    audience: raw.audience,
    agency: known(raw.agency),
    competent: known(raw.competent),
    channels,
    papers: (raw.components ?? []).filter(({ name }) => name !== '').map(completePaper),
    steps: known(raw.steps),
    conditions: known(raw.conditions),
    results: (raw.results ?? [])
      .filter(({ name }) => name !== '')
      .map(({ name, code }) => (code ? { name, code } : { name })),
    legal: known(raw.legal_raw),
    ...(raw.url ? { url: raw.url } : {}),
    ...(raw.source ? { source: raw.source } : {}),
  };
  return { record, unitless: [...unitless] };
}

const known = (text: string) => (/^không có thông tin\.?$/i.test(text) ? '' : text);

type RawChannel = NonNullable<RawProcedure['channels']>[number];

function completeChannel(raw: RawChannel, unitless: Set<'time' | 'fee'>): RecordChannel {
  const value = Number(raw.time.replace(',', '.'));
  const unit = timeUnits[raw.time_unit.toLowerCase()];
  const hasTime = raw.time !== '' && Number.isFinite(value) && value > 0;
  if (hasTime && !unit) unitless.add('time');
  const fee = publishedFee(raw.fee);
  if (fee === undefined && /\d/.test(raw.fee)) unitless.add('fee');
  return {
    kind: channelKind(raw.channel),
    ...(hasTime && unit ? { time: { value, unit } } : {}),
    ...(fee ? { fee } : {}),
    ...(known(raw.note) ? { note: known(raw.note) } : {}),
  };
}

const timeUnits: Readonly<Record<string, TimeUnit>> = {
  'ngày làm việc': 'working_day',
  ngày: 'calendar_day',
  giờ: 'hour',
  tháng: 'month',
};

function channelKind(channel: string): RecordChannel['kind'] {
  if (/tuyến/i.test(channel)) return 'online';
  return /bưu/i.test(channel) ? 'post' : 'in_person';
}

/** The fee as published, in Vietnamese writing; undefined when an amount has no currency. */
function publishedFee(fee: string): string | undefined {
  if (fee === '') return undefined;
  if (!/\d/.test(fee)) return known(fee) || undefined;
  const dong = /^([\d.,]+)\s*(?:Việt Nam Đồng|VNĐ|VND|đồng|đ)$/i.exec(fee);
  if (dong?.[1]) return `${dong[1].replaceAll(',', '.')} đồng`;
  return /(đồng|vnđ|vnd|usd|eur|%)/i.test(fee) ? fee : undefined;
}

function completePaper(raw: NonNullable<RawProcedure['components']>[number]): RecordPaper {
  const copies = Number(raw.qty);
  const kind = /^(chính|sao)$/i.exec(raw.kind)?.[1]?.toLowerCase();
  return {
    name: raw.name,
    ...(Number.isInteger(copies) && copies > 0 ? { copies } : {}),
    ...(kind === 'chính' || kind === 'sao' ? { kind } : {}),
  };
}
