import { DateTime } from 'luxon';
import { z } from 'zod';
import { type Purpose, purposes } from '../core/delivery.ts';

const Row = z.strictObject({
  /** Folder name of a channel. */
  channel: z.string(),
  purposes: z.array(z.enum(purposes)).min(1),
  /** The law or the vendor's page that says so. */
  source: z.string().min(1),
  effectiveFrom: z.iso.date(),
  confidence: z.enum(['C', 'C-2nd', 'GK']),
});
const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** `content/law/sending.yaml`: what is not asked for goes at these hours only, and not more often than this. */
export const SendingRules = z.strictObject({
  spec: z.literal(1),
  hours: z.array(Row.extend({ from: Clock, to: Clock })),
  perPerson: z.array(Row.extend({ most: z.int().positive(), withinHours: z.int().positive() })),
});
export type SendingRules = z.infer<typeof SendingRules>;

const zone = 'Asia/Ho_Chi_Minh';

interface Occasion {
  readonly channel: string;
  readonly purpose: Purpose;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** When it may go, in milliseconds since the epoch; undefined = now. */
export function opensAt(rules: SendingRules, occasion: Occasion): number | undefined {
  const row = inForce(rules.hours, occasion);
  if (!row) return undefined;
  const now = DateTime.fromMillis(occasion.now, { zone });
  const from = at(now, row.from);
  if (now < from) return from.toMillis();
  return now < at(now, row.to) ? undefined : at(now.plus({ days: 1 }), row.from).toMillis();
}

/** How many of a kind one person may get within some hours; undefined = no limit. */
export function limitPerPerson(
  rules: SendingRules,
  occasion: Occasion,
): { readonly most: number; readonly withinHours: number } | undefined {
  return inForce(rules.perPerson, occasion);
}

/** The latest row that has begun. */
function inForce<Rule extends z.infer<typeof Row>>(
  rows: readonly Rule[],
  { channel, purpose, now }: Occasion,
): Rule | undefined {
  const today = DateTime.fromMillis(now, { zone }).toISODate() ?? '';
  return rows
    .filter((row) => row.channel === channel && row.purposes.includes(purpose) && row.effectiveFrom <= today)
    .sort((one, other) => (one.effectiveFrom < other.effectiveFrom ? 1 : -1))[0];
}

function at(day: DateTime, clock: string): DateTime {
  const [hour = '0', minute = '0'] = clock.split(':');
  return day.set({ hour: Number(hour), minute: Number(minute), second: 0, millisecond: 0 });
}
