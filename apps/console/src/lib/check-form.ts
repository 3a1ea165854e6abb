import type { z } from 'zod';
import { say } from './words.ts';

export type Faults = Readonly<Record<string, string>>;

/** What is wrong with a form, by field, by the same shape that the house checks with. */
export function faultsOf(schema: z.ZodType, value: unknown): Faults {
  const result = schema.safeParse(value);
  if (result.success) return {};
  const faults: Record<string, string> = {};
  for (const issue of result.error.issues) faults[String(issue.path[0] ?? '')] ??= faultText(issue);
  return faults;
}

export const isSound = (faults: Faults): boolean => Object.keys(faults).length === 0;

type Issue = z.core.$ZodIssue;

function faultText(issue: Issue): string {
  if (issue.code === 'too_small' && Number(issue.minimum) > 1)
    return say('shared.fault_too_short', { count: Number(issue.minimum) });
  if (issue.code === 'too_small' || issue.code === 'invalid_type') return say('shared.fault_missing');
  if (issue.code === 'too_big') return say('shared.fault_too_long', { count: Number(issue.maximum) });
  if (issue.code === 'invalid_format' && issue.format === 'email') return say('shared.fault_email');
  if (issue.code === 'invalid_format' && issue.format === 'regex') return say('shared.fault_code');
  return say('shared.fault_other');
}
