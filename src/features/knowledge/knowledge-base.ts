import type { Knowledge } from '../../catalog/knowledge/load-knowledge.ts';
import type { ProcedureRecord } from '../../catalog/knowledge/procedure-record.ts';
import { type AskedPartReader, createAskedPart } from '../../catalog/search/asked-part.ts';
import { createSearch, type Search } from '../../catalog/search/search.ts';
import type { Speak } from '../../catalog/spoken-texts.ts';
import type { WardId } from '../../core/ids.ts';
import type { AnyProcedure, WardKnowledge } from './answer.ts';

/** What one ward's citizens can be told, with its search index. */
export interface WardBase extends WardKnowledge {
  readonly search: Search;
  readonly askedPart: AskedPartReader;
}

/** Searchable knowledge of every ward; wards that imported the same procedures share one index. */
export interface KnowledgeBase {
  of(ward: WardId): WardBase;
  /** Looks whether a ward's imported procedures changed and rebuilds its index; cheap when they did not. */
  refresh(ward: WardId): Promise<void>;
}

export interface ImportedProcedures {
  /** Changes whenever the ward's imported procedures change; '' when there are none. */
  digest(ward: WardId): Promise<string>;
  load(ward: WardId): Promise<readonly ProcedureRecord[]>;
}

export function createKnowledgeBase(
  knowledge: Knowledge,
  speak: Speak,
  imported: ImportedProcedures,
): KnowledgeBase {
  const starter = buildBase(knowledge, speak, []);
  const byDigest = new Map<string, WardBase>();
  const digestOf = new Map<WardId, string>();
  return {
    of: (ward) => byDigest.get(digestOf.get(ward) ?? '') ?? starter,
    async refresh(ward) {
      const digest = await imported.digest(ward);
      if (digest === (digestOf.get(ward) ?? '')) return;
      if (digest !== '' && !byDigest.has(digest)) {
        byDigest.set(digest, buildBase(knowledge, speak, await imported.load(ward)));
      }
      digestOf.set(ward, digest);
      dropUnused(byDigest, digestOf);
    },
  };
}

function buildBase(knowledge: Knowledge, speak: Speak, records: readonly ProcedureRecord[]): WardBase {
  const importedByCode = new Map(records.map((record) => [record.code, record]));
  return {
    knowledge,
    speak,
    search: createSearch(records, knowledge, { namesOnly: true }),
    askedPart: createAskedPart(knowledge.askedParts),
    procedure: (code): AnyProcedure | undefined => knowledge.procedures.get(code) ?? importedByCode.get(code),
  };
}

function dropUnused(byDigest: Map<string, WardBase>, digestOf: Map<WardId, string>): void {
  const used = new Set(digestOf.values());
  for (const digest of byDigest.keys()) if (!used.has(digest)) byDigest.delete(digest);
}
