import type { Knowledge } from '../knowledge/load-knowledge.ts';
import type { OwnFacts } from '../knowledge/own-facts.ts';
import type { Everyday, ProcedureFile, ToldGuide } from '../knowledge/procedure-file.ts';
import type { ProcedureRecord } from '../knowledge/procedure-record.ts';

/** Something that a question can find, with the texts by which it is found. */
export interface Findable {
  readonly kind: 'procedure' | 'guide';
  /** Procedure code or guide id. */
  readonly code: string;
  readonly title: string;
  /** Handled by a ward, as far as we know. */
  readonly ward: boolean;
  /** Asked often enough to have been described by hand. */
  readonly common: boolean;
  /** The one of its kind that people mean when they say no more. */
  readonly usual?: boolean;
  /** We can answer with facts, not only with a name. */
  readonly told: boolean;
  /** Each is one way of asking, matched on its own. */
  readonly lines: readonly string[];
  readonly body: string;
}

export interface FindableOptions {
  readonly guides: boolean;
  readonly curated: boolean;
  /** Procedures of which only everyday knowledge is held: a name and no facts. */
  readonly namesOnly: boolean;
  /** The ward's corrections, by code. */
  readonly own: ReadonlyMap<string, OwnFacts>;
}

/** Records first; what people wrote about the same code is added to them. */
export function findables(
  records: readonly ProcedureRecord[],
  knowledge: Knowledge,
  options: FindableOptions,
): Findable[] {
  const found: Findable[] = [];
  const held = new Set<string>();
  for (const record of records) {
    if (held.has(record.code)) continue;
    held.add(record.code);
    found.push(findableRecord(record, knowledge));
  }
  if (options.curated) {
    for (const file of knowledge.procedures.values()) {
      if (held.has(file.code)) continue;
      held.add(file.code);
      found.push(findableFile(file, knowledge));
    }
  }
  if (options.namesOnly) {
    for (const [code, entry] of knowledge.everyday)
      if (!held.has(code)) found.push(findableName(code, entry));
  }
  if (options.guides) found.push(...[...knowledge.guides.values()].map(findableGuide));
  return found.map((entry) => withOwnFacts(entry, options.own.get(entry.code)));
}

/** A place and an advice are looked for by their words; "free of charge" or "three days" would fit any procedure. */
function withOwnFacts(entry: Findable, own: OwnFacts | undefined): Findable {
  if (!own || entry.kind !== 'procedure') return entry;
  const { where, note, ...rest } = own;
  return {
    ...entry,
    lines: [...entry.lines, ...[where, note].filter((line) => line !== undefined)],
    body: [entry.body, ...Object.values(rest)].join(' . '),
  };
}

function findableRecord(record: ProcedureRecord, knowledge: Knowledge): Findable {
  const curated = knowledge.procedures.get(record.code);
  return {
    kind: 'procedure',
    code: record.code,
    title: curated?.name ?? record.name,
    common: curated !== undefined,
    usual: curated?.usual ?? false,
    told: true,
    ward: record.levels.length === 0 || record.levels.includes('Cấp xã'),
    lines: [...everydayLines(knowledge.everyday.get(record.code)), ...curatedLines(curated)],
    body: [
      record.field,
      ...record.results.map((result) => result.name),
      ...record.papers.slice(0, 12).map((paper) => paper.name.slice(0, 120)),
      record.conditions.slice(0, 200),
    ].join(' . '),
  };
}

function findableFile(file: ProcedureFile, knowledge: Knowledge): Findable {
  return {
    kind: 'procedure',
    code: file.code,
    title: file.name,
    common: true,
    usual: file.usual ?? false,
    told: true,
    ward: true,
    lines: [...everydayLines(knowledge.everyday.get(file.code)), ...curatedLines(file)],
    body: [
      file.field,
      file.who ?? '',
      ...(file.results ?? []),
      ...(file.documents ?? []).map((paper) => paper.name),
    ].join(' . '),
  };
}

function findableName(code: string, entry: Everyday): Findable {
  return {
    kind: 'procedure',
    code,
    title: entry.procedure,
    common: false,
    told: false,
    ward: true,
    lines: everydayLines(entry),
    body: '',
  };
}

function findableGuide(guide: ToldGuide): Findable {
  return {
    kind: 'guide',
    code: guide.id,
    title: guide.title,
    common: false,
    told: true,
    ward: true,
    lines: guide.asks,
    body: guide.body,
  };
}

function everydayLines(entry: Everyday | undefined): readonly string[] {
  if (!entry) return [];
  const { north = [], central = [], south = [] } = entry.says ?? {};
  return [...entry.names, ...entry.situations, ...north, ...central, ...south];
}

function curatedLines(file: ProcedureFile | undefined): readonly string[] {
  return file ? [...file.names, file.summary] : [];
}
