import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { dataRequestKinds, type PersonalDataLaw, retentionClasses } from '../rules/personal-data-law.ts';
import { durationUnits } from '../rules/working-time.ts';

const InForce = {
  legalBasis: z.string().min(1),
  effectiveFrom: z.iso.date(),
  confidence: z.enum(['C', 'C-2nd', 'GK']),
};
const RetentionFile = z
  .strictObject({
    spec: z.literal(1),
    retention: z.array(
      z.strictObject({
        class: z.enum(retentionClasses),
        months: z.int().positive().max(1_200).nullable(),
        ...InForce,
      }),
    ),
    requests: z.array(
      z
        .strictObject({
          kind: z.enum(dataRequestKinds),
          value: z.int().positive(),
          unit: z.enum(durationUnits),
          ...InForce,
        })
        .transform(({ value, unit, ...row }) => ({ ...row, duration: { value, unit } })),
    ),
  })
  .refine(({ retention }) => retentionClasses.every((kind) => retention.some((row) => row.class === kind)), {
    error: 'mỗi loại dữ liệu phải có ít nhất một dòng',
  })
  .transform(({ retention, requests }): PersonalDataLaw => ({ retention, requests }));

/** Reads `law/retention.yaml` of the content folder; throws a sentence for whoever edited it. */
export async function loadPersonalDataLaw(contentDir: string): Promise<PersonalDataLaw> {
  const file = join(contentDir, 'law', 'retention.yaml');
  const parsed = RetentionFile.safeParse(parse(await readFile(file, 'utf8')));
  if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
