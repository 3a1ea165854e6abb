import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { Language } from '../../core/message.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { CardTexts } from './card-texts.ts';
import type { Fault } from './fault.ts';
import { AskedParts, Smalltalk, Terms, Thesaurus } from './language-files.ts';
import { type Everyday, EverydayFile, Guide, ProcedureFile, type ToldGuide } from './procedure-file.ts';
import { readYaml, type YamlFile } from './read-yaml.ts';

/** Everything that is known by hand, read from `content/` and validated. */
export interface Knowledge {
  /** By procedure code. */
  readonly everyday: ReadonlyMap<string, Everyday>;
  /** Curated procedures by code. */
  readonly procedures: ReadonlyMap<string, ProcedureFile>;
  /** By guide id. */
  readonly guides: ReadonlyMap<string, ToldGuide>;
  readonly thesaurus: Thesaurus;
  readonly terms: Terms;
  readonly smalltalk: Smalltalk;
  readonly askedParts: AskedParts;
  readonly cards: Readonly<Record<Language, CardTexts>>;
}

/** Reads `<rootDir>/content`; on faults returns all of them, each with file and line. */
export function loadKnowledge(rootDir: string): Result<Knowledge, Fault[]> {
  const faults: Fault[] = [];
  const vi = join(rootDir, 'content', 'vi');
  const reader = createReader(faults);

  const everyday = new Map<string, Everyday>();
  for (const { file, yaml } of reader.folder(join(vi, 'everyday'), EverydayFile)) {
    for (const [code, entry] of Object.entries(yaml.value)) {
      addOnce(everyday, code, entry, { file, line: yaml.lineOf([code]), faults });
    }
  }
  const procedures = new Map<string, ProcedureFile>();
  for (const { file, yaml } of reader.folder(join(vi, 'procedures'), ProcedureFile)) {
    addOnce(procedures, yaml.value.code, yaml.value, { file, line: yaml.lineOf(['code']), faults });
  }
  const guides = new Map<string, Guide>();
  for (const { file, yaml } of reader.folder(join(vi, 'guides'), Guide)) {
    addOnce(guides, yaml.value.id, yaml.value, { file, line: yaml.lineOf(['id']), faults });
  }

  const shared = join(vi, 'shared');
  const thesaurus = reader.file(join(shared, 'thesaurus.yaml'), Thesaurus);
  const terms = reader.file(join(shared, 'terms.yaml'), Terms);
  const smalltalk = reader.file(join(shared, 'smalltalk.yaml'), Smalltalk);
  const askedParts = reader.file(join(shared, 'asked-parts.yaml'), AskedParts);
  const cardVi = reader.file(join(shared, 'procedure-card.yaml'), CardTexts);
  const cardEn = reader.file(join(rootDir, 'content', 'en', 'shared', 'procedure-card.yaml'), CardTexts);
  if (faults.length > 0 || !thesaurus || !terms || !smalltalk || !askedParts || !cardVi || !cardEn) {
    return err(faults);
  }
  const cards = { vi: cardVi, en: cardEn };
  return ok({ everyday, procedures, guides, thesaurus, terms, smalltalk, askedParts, cards });
}

function createReader(faults: Fault[]) {
  const read = <T>(file: string, schema: z.ZodType<T>): YamlFile<T> | undefined => {
    if (!existsSync(file)) {
      faults.push({ file, line: 1, message: 'the file is missing' });
      return undefined;
    }
    const result = readYaml(file, schema);
    if (result.ok) return result.value;
    faults.push(...result.error);
    return undefined;
  };
  return {
    file: <T>(file: string, schema: z.ZodType<T>): T | undefined => read(file, schema)?.value,
    *folder<T>(folder: string, schema: z.ZodType<T>): Generator<{ file: string; yaml: YamlFile<T> }> {
      const names = existsSync(folder) ? readdirSync(folder).sort() : [];
      for (const name of names.filter((entry) => entry.endsWith('.yaml'))) {
        const file = join(folder, name);
        const yaml = read(file, schema);
        if (yaml) yield { file, yaml };
      }
    },
  };
}

function addOnce<T>(map: Map<string, T>, key: string, value: T, at: AddedAt): void {
  const { faults, file, line } = at;
  if (map.has(key)) faults.push({ file, line, message: `${key} is described twice` });
  else map.set(key, value);
}

interface AddedAt {
  readonly file: string;
  readonly line: number;
  readonly faults: Fault[];
}
