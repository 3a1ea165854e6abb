import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { caseKinds, petitionKinds } from '../core/case.ts';
import { type DeadlineRule, deadlineSteps } from '../rules/deadlines.ts';
import { durationUnits } from '../rules/working-time.ts';

const Row = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9_.-]+$/),
    kind: z.enum([...caseKinds, ...petitionKinds]),
    category: z.string().min(1).nullable().default(null),
    urgent: z.boolean().nullable().default(null),
    step: z.enum(deadlineSteps),
    value: z.int().positive(),
    unit: z.enum(durationUnits),
    legalBasis: z.string().min(1),
    effectiveFrom: z.iso.date(),
    effectiveTo: z.iso.date().nullable().default(null),
    confidence: z.enum(['C', 'C-2nd', 'GK']),
  })
  .refine(({ effectiveFrom, effectiveTo }) => effectiveTo === null || effectiveFrom <= effectiveTo, {
    path: ['effectiveTo'],
    error: 'ngày cuối đứng trước ngày bắt đầu',
  })
  .transform(({ value, unit, ...row }): DeadlineRule => ({ ...row, duration: { value, unit } }));

const DeadlinesFile = z.strictObject({ spec: z.literal(1), deadlines: z.array(Row) });

/**
 * Reads `law/deadlines.yaml` of the content folder. Throws a sentence for whoever edited it, naming every row that
 * is malformed, doubled, or in force at the same time as another of the same kind, category, urgency and step.
 */
export async function loadDeadlines(contentDir: string): Promise<DeadlineRule[]> {
  const file = join(contentDir, 'law', 'deadlines.yaml');
  const parsed = DeadlinesFile.safeParse(readYaml(file, await readFile(file, 'utf8')));
  if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
  const faults = clashes(parsed.data.deadlines);
  if (faults.length > 0) throw new Error(`${file}:\n${faults.join('\n')}`);
  return parsed.data.deadlines;
}

function readYaml(file: string, text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function clashes(rules: readonly DeadlineRule[]): string[] {
  return rules.flatMap((rule, index) =>
    rules.slice(0, index).flatMap((earlier) => {
      if (earlier.id === rule.id) return [`- id "${rule.id}" có hai dòng`];
      if (subject(earlier) !== subject(rule) || !overlap(earlier, rule)) return [];
      return [`- "${earlier.id}" và "${rule.id}" cùng nói về một việc và trùng ngày hiệu lực`];
    }),
  );
}

const subject = ({ kind, category, urgent, step }: DeadlineRule): string =>
  JSON.stringify([kind, category, urgent, step]);

const overlap = (one: DeadlineRule, other: DeadlineRule): boolean =>
  one.effectiveFrom <= (other.effectiveTo ?? '9999') && other.effectiveFrom <= (one.effectiveTo ?? '9999');
