import type { Duration } from './working-time.ts';

/** Kinds of what is kept of people, each with a time of its own. */
export const retentionClasses = [
  'messages',
  'inbound_payloads',
  'chat_photos',
  'case_photos',
  'case_contacts',
  'petition_contacts',
  'unanswered_questions',
  'lookups',
  'idle_citizens',
  'data_requests',
  'staff_notices',
  'audit',
] as const;
export type RetentionClass = (typeof retentionClasses)[number];

export const dataRequestKinds = ['access', 'restriction', 'erasure'] as const;
export type DataRequestKind = (typeof dataRequestKinds)[number];

interface InForce {
  readonly legalBasis: string;
  /** YYYY-MM-DD; of several rows for the same the one that began last counts. */
  readonly effectiveFrom: string;
  /** C = checked against the text; C-2nd = secondary source; GK = general knowledge, "chưa xác minh". */
  readonly confidence: 'C' | 'C-2nd' | 'GK';
}
export interface RetentionRule extends InForce {
  readonly class: RetentionClass;
  /** Null = kept for good. */
  readonly months: number | null;
}
export interface DataRequestRule extends InForce {
  readonly kind: DataRequestKind;
  readonly duration: Duration;
}
/** `content/law/retention.yaml`. */
export interface PersonalDataLaw {
  readonly retention: readonly RetentionRule[];
  readonly requests: readonly DataRequestRule[];
}

/** What is older goes; null = nothing goes on that day. */
export function keptSince(
  law: Pick<PersonalDataLaw, 'retention'>,
  kind: RetentionClass,
  now: number,
): Date | null {
  const rule = inForce(
    law.retention.filter((row) => row.class === kind),
    now,
  );
  if (rule === undefined || rule.months === null) return null;
  const since = new Date(now);
  const day = since.getUTCDate();
  since.setUTCMonth(since.getUTCMonth() - rule.months);
  // The 31st less a month is the last day of a shorter one.
  if (since.getUTCDate() !== day) since.setUTCDate(0);
  return since;
}

/** Within what time a request must be done. */
export const requestLimit = (
  law: Pick<PersonalDataLaw, 'requests'>,
  kind: DataRequestKind,
  now: number,
): Duration | undefined =>
  inForce(
    law.requests.filter((row) => row.kind === kind),
    now,
  )?.duration;

function inForce<Row extends InForce>(rows: readonly Row[], now: number): Row | undefined {
  const today = new Date(now).toISOString().slice(0, 10);
  return rows
    .filter(({ effectiveFrom }) => effectiveFrom <= today)
    .sort((one, other) => other.effectiveFrom.localeCompare(one.effectiveFrom))[0];
}
