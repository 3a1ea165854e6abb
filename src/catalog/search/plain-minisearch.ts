import MiniSearch from 'minisearch';
import type { ProcedureRecord } from '../knowledge/procedure-record.ts';
import type { Finder } from './evaluate.ts';

/** The peer of the benchmark: MiniSearch as it comes, over name and body. */
export function createPlainMiniSearch(records: readonly ProcedureRecord[]): Finder {
  const index = new MiniSearch<{ id: string; name: string; body: string }>({ fields: ['name', 'body'] });
  index.addAll(
    records.map((record) => ({
      id: record.code,
      name: record.name,
      body: [
        record.field,
        record.steps,
        record.conditions,
        ...record.papers.map(({ name }) => name),
        ...record.results.map(({ name }) => name),
      ].join('\n'),
    })),
  );
  return (question, limit) => ({
    decision: 'answer',
    hits: index
      .search(question)
      .slice(0, limit)
      .map(({ id, score }) => ({
        kind: 'procedure',
        code: String(id),
        title: '',
        score,
      })),
  });
}
