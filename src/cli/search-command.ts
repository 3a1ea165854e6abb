import { parseArgs } from 'node:util';
import type { Fault } from '../catalog/knowledge/fault.ts';
import type { Knowledge } from '../catalog/knowledge/load-knowledge.ts';
import type { ProcedureRecord } from '../catalog/knowledge/procedure-record.ts';
import { readProcedures } from '../catalog/knowledge/procedures-file.ts';
import { readQuestions } from '../catalog/search/question-file.ts';
import { createSearch, type Found, type Search } from '../catalog/search/search.ts';
import type { Result } from '../core/result.ts';
import { readNamedFile } from './read-args.ts';

export interface SearchCommandHost {
  readonly out: (line: string) => void;
  readonly error: (line: string) => void;
  readonly loadKnowledge: () => Result<Knowledge, Fault[]>;
  /** The procedures of the database, for a search without `--catalog`. */
  readonly storedProcedures: () => Promise<readonly ProcedureRecord[]>;
}

const usage = 'search [QUESTION] [--batch FILE.jsonl] [--catalog FILE.jsonl] [--limit N] [--json]';

/** `gan-dan search`: 0 on success, 2 on wrong usage, 1 otherwise. */
export async function searchCommand(args: readonly string[], host: SearchCommandHost): Promise<number> {
  const wanted = readArgs(args);
  if (!wanted) {
    host.error(`usage: ${usage}`);
    return 2;
  }
  const knowledge = host.loadKnowledge();
  if (!knowledge.ok) {
    for (const { file, line, message } of knowledge.error) host.error(`${file}:${line}: ${message}`);
    return 1;
  }
  const questions = wanted.batch ? readQuestions(readNamedFile(wanted.batch).toString('utf8')) : [];
  if (wanted.question) questions.unshift({ question: wanted.question });
  const search = await openSearch(wanted.catalog, knowledge.value, host);
  for (const { question } of questions) {
    const found = search.find(question, { limit: wanted.limit });
    if (wanted.json) host.out(JSON.stringify(published(found)));
    else for (const line of readable(found)) host.out(line);
  }
  return 0;
}

interface Wanted {
  readonly question: string;
  readonly batch: string | undefined;
  readonly catalog: string | undefined;
  readonly limit: number;
  readonly json: boolean;
}

function readArgs(args: readonly string[]): Wanted | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        batch: { type: 'string' },
        catalog: { type: 'string' },
        limit: { type: 'string', default: '10' },
        json: { type: 'boolean', default: false },
      },
    });
    const limit = Number(values.limit);
    const question = positionals.join(' ').trim();
    if (!Number.isInteger(limit) || limit < 1 || (question === '' && !values.batch)) return undefined;
    return { question, batch: values.batch, catalog: values.catalog, limit, json: values.json };
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

async function openSearch(
  catalog: string | undefined,
  knowledge: Knowledge,
  host: SearchCommandHost,
): Promise<Search> {
  if (!catalog) return createSearch(await host.storedProcedures(), knowledge);
  const { records, rejected, read } = await readProcedures(catalog, readNamedFile(catalog));
  if (rejected.length > 0) host.error(`${catalog}: ${rejected.length} of ${read} rows rejected`);
  return createSearch(records, knowledge, { guides: false, curated: false });
}

const published = ({ question, hits, decision }: Found) => ({ question, hits, decision });

function readable({ question, hits, decision }: Found): string[] {
  return [
    `${question}  [${decision}]`,
    ...hits.map(
      ({ kind, code, title, score }) => `  ${score.toFixed(2).padStart(8)}  ${kind} ${code}  ${title}`,
    ),
  ];
}
