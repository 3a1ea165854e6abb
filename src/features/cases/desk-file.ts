import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const words = z.string().trim().min(1).max(300);
const code = z.string().regex(/^[a-z0-9-]{2,40}$/);
const aliases = z.array(words).default([]);

/** `content/vi/case-desk.yaml`: what a new ward's desk begins with. */
export const DeskFile = z
  .strictObject({
    spec: z.literal(1),
    offices: z.array(z.strictObject({ code, name: words, about: words.optional(), aliases })),
    /** Bodies outside the ward to which cases are passed on. */
    outside: z.array(
      z.strictObject({ code, name: words, about: words.optional(), phone: words.optional(), aliases }),
    ),
    neighbourhoods: z.array(z.strictObject({ code, name: words, aliases })),
    categories: z.array(
      z.strictObject({
        code,
        vi: words,
        en: words,
        office: code.optional(),
        chairOnly: z.boolean().default(false),
      }),
    ),
    /** Ready sentences for answers; without a category for every case. */
    templates: z.array(
      z.strictObject({ title: words, category: code.optional(), body: z.string().min(1).max(2000) }),
    ),
  })
  .refine(
    ({ templates, categories }) =>
      templates.every(({ category }) => !category || categories.some((known) => known.code === category)),
    { error: 'có câu mẫu của một lĩnh vực không có trong danh sách' },
  )
  .refine(
    ({ offices, categories }) =>
      categories.every(({ office }) => !office || offices.some((known) => known.code === office)),
    { error: 'có lĩnh vực chỉ đến một bộ phận không có trong danh sách' },
  );
export type DeskFile = z.infer<typeof DeskFile>;

export async function loadDeskFile(contentDir: string): Promise<DeskFile> {
  return DeskFile.parse(parse(await readFile(join(contentDir, 'vi', 'case-desk.yaml'), 'utf8')));
}
