import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type CaseRules, escalationTargets } from '../rules/case-rules.ts';
import { durationUnits } from '../rules/working-time.ts';

const InForce = {
  source: z.string().min(1),
  effectiveFrom: z.iso.date(),
  confidence: z.enum(['C', 'C-2nd', 'GK']),
};
const Step = z.strictObject({
  to: z.enum(escalationTargets),
  value: z.int().positive(),
  unit: z.enum(durationUnits),
});
const CaseRulesFile = z
  .strictObject({
    spec: z.literal(1),
    reopenDays: z.array(z.strictObject({ ...InForce, value: z.int().min(0).max(365) })).min(1),
    escalation: z.array(z.strictObject({ ...InForce, steps: z.array(Step).max(10) })).min(1),
  })
  .transform(({ reopenDays, escalation }): CaseRules => ({ reopenDays, escalation }));

/** Reads `law/case-rules.yaml` of the content folder; throws a sentence for whoever edited it. */
export async function loadCaseRules(contentDir: string): Promise<CaseRules> {
  const file = join(contentDir, 'law', 'case-rules.yaml');
  const parsed = CaseRulesFile.safeParse(parse(await readFile(file, 'utf8')));
  if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
