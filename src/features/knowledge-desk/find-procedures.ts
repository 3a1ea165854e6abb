import { procedureTitle, type ToldProcedure } from '../../catalog/knowledge/card-facts.ts';
import { preferCurated, procedureCard } from '../../catalog/knowledge/procedure-card.ts';
import type { ProcedureFile } from '../../catalog/knowledge/procedure-file.ts';
import type {
  ProcedureList,
  ProcedureQuery,
  ProcedureView,
  PublishedFacts,
} from '../../contracts/console/knowledge.ts';
import type { Actor } from '../../core/actor.ts';
import { foldWords } from '../../core/fold.ts';
import { listProcedureNames, loadProcedureRecord } from '../procedures/index.ts';
import type { KnowledgeDeskDeps } from './desk-deps.ts';
import { refusal } from './knowledge-desk.errors.ts';
import { listTexts } from './texts.repo.ts';

const mostFound = 20;

interface Named {
  readonly code: string;
  readonly name: string;
  readonly title: string;
  /** Described by hand: what people ask for most. */
  readonly curated: boolean;
  readonly words: string;
}

/** Procedures in whose names every typed word stands, accented or not; those described by hand come first. */
export async function findProcedures(
  deps: KnowledgeDeskDeps,
  { wardId }: Actor,
  { q }: ProcedureQuery,
): Promise<ProcedureList> {
  const wanted = foldWords(q).split(' ');
  if (wanted[0] === '') return { procedures: [] };
  return deps.db.forWard(wardId, async (tx) => {
    const curated = [...deps.procedures().values()].map((file) => namedFile(deps, file));
    const known = new Set(curated.map(({ code }) => code));
    const imported = (await listProcedureNames(tx)).filter(({ code }) => !known.has(code));
    const corrected = new Set(
      (await listTexts(tx, { kind: 'procedure', state: 'live' })).map(({ key }) => key),
    );
    const found = [...curated, ...imported.map((row) => namedRow(deps, row))]
      .filter(({ words }) => wanted.every((word) => words.includes(word)))
      .sort(
        (one, other) => Number(other.curated) - Number(one.curated) || one.title.length - other.title.length,
      );
    return {
      procedures: found
        .slice(0, mostFound)
        .map(({ code, name, title }) => ({ code, name, title, corrected: corrected.has(code) })),
    };
  });
}

function namedFile({ everyday }: KnowledgeDeskDeps, file: ProcedureFile): Named {
  const { code, name, short = '', names } = file;
  const words = foldWords([code, name, short, ...names, ...(everyday().get(code)?.names ?? [])].join(' '));
  return { code, name, title: procedureTitle(file), curated: true, words };
}

function namedRow(
  { everyday }: KnowledgeDeskDeps,
  { code, name }: { readonly code: string; readonly name: string },
): Named {
  const names = everyday().get(code)?.names ?? [];
  return { code, name, title: name, curated: false, words: foldWords([code, name, ...names].join(' ')) };
}

/** What citizens are told of it when the ward corrects nothing. */
export async function readProcedure(
  deps: KnowledgeDeskDeps,
  { wardId }: Actor,
  code: string,
): Promise<ProcedureView> {
  const curated = deps.procedures().get(code);
  const imported = curated ? undefined : await deps.db.forWard(wardId, (tx) => loadProcedureRecord(tx, code));
  const procedure = preferCurated(curated, imported);
  if (!procedure) throw refusal('procedure_unknown');
  const names = deps.everyday().get(code)?.names ?? [];
  return {
    code,
    name: procedure.name,
    title: procedureTitle(procedure, names),
    published: publishedFacts(deps, procedure, names),
  };
}

function publishedFacts(
  { cards }: KnowledgeDeskDeps,
  procedure: ToldProcedure,
  names: readonly string[],
): PublishedFacts {
  const told = (part: 'fee' | 'time' | 'where'): string => {
    const [, ...lines] = procedureCard(procedure, part, cards(), names);
    return lines.join('\n');
  };
  return { fee: told('fee'), time: told('time'), where: told('where') };
}
