import type { ToldProcedure } from '../../catalog/knowledge/card-facts.ts';
import type { Knowledge } from '../../catalog/knowledge/load-knowledge.ts';
import type { OwnFacts } from '../../catalog/knowledge/own-facts.ts';
import type { ToldGuide } from '../../catalog/knowledge/procedure-file.ts';
import type { ProcedureRecord } from '../../catalog/knowledge/procedure-record.ts';
import { type AskedPartReader, createAskedPart } from '../../catalog/search/asked-part.ts';
import { createSearch, type Search } from '../../catalog/search/search.ts';
import type { Speak } from '../../catalog/spoken-texts.ts';
import { foldWords } from '../../core/fold.ts';
import type { WardId } from '../../core/ids.ts';
import type { WardKnowledge } from './answer.ts';

/** What one ward's citizens can be told, with its search index. */
export interface WardBase extends WardKnowledge {
  readonly search: Search;
  readonly askedPart: AskedPartReader;
  /** The ward's own answer to exactly this question, however it is accented. */
  ownAnswer(question: string): ToldGuide | undefined;
}

/** Searchable knowledge of every ward; wards that imported the same procedures share one index. */
export interface KnowledgeBase {
  of(ward: WardId): WardBase;
  /** Looks whether a ward's imported procedures or own texts changed and rebuilds its index; cheap when they did not. */
  refresh(ward: WardId): Promise<void>;
}

export interface ImportedProcedures {
  /** Changes whenever the ward's imported procedures change; '' when there are none. */
  digest(ward: WardId): Promise<string>;
  load(ward: WardId): Promise<readonly ProcedureRecord[]>;
}

/** What a ward has written or changed; it goes before the starter pack and what was imported. */
export interface OwnKnowledge {
  /** Changes whenever what is live changes; '' when there is nothing. */
  digest(ward: WardId): Promise<string>;
  load(ward: WardId): Promise<OwnTexts>;
}

/** Answers and guides, and corrections by the code of their procedure. */
export interface OwnTexts {
  readonly guides: readonly ToldGuide[];
  readonly facts: ReadonlyMap<string, OwnFacts>;
}

const noTexts: OwnTexts = { guides: [], facts: new Map() };
const nothing: OwnKnowledge = { digest: async () => '', load: async () => noTexts };

export function createKnowledgeBase(
  knowledge: Knowledge,
  speak: Speak,
  imported: ImportedProcedures,
  own: OwnKnowledge = nothing,
): KnowledgeBase {
  const starter = buildBase(knowledge, speak, { records: [], ...noTexts });
  const byDigest = new Map<string, WardBase>();
  const digestOf = new Map<WardId, string>();
  return {
    of: (ward) => byDigest.get(digestOf.get(ward) ?? '') ?? starter,
    async refresh(ward) {
      const parts = [await imported.digest(ward), await own.digest(ward)];
      const digest = parts.every((part) => part === '') ? '' : parts.join(' ');
      if (digest === (digestOf.get(ward) ?? '')) return;
      if (digest !== '' && !byDigest.has(digest)) {
        const [records, texts] = [await imported.load(ward), await own.load(ward)];
        byDigest.set(digest, buildBase(knowledge, speak, { records, ...texts }));
      }
      digestOf.set(ward, digest);
      dropUnused(byDigest, digestOf);
    },
  };
}

function buildBase(
  starter: Knowledge,
  speak: Speak,
  { records, guides, facts }: OwnTexts & { readonly records: readonly ProcedureRecord[] },
): WardBase {
  const knowledge: Knowledge = {
    ...starter,
    guides: new Map([...starter.guides, ...guides.map((guide) => [guide.id, guide] as const)]),
  };
  const byQuestion = new Map(
    guides.flatMap((guide) => [guide.title, ...guide.asks].map((ask) => [foldWords(ask), guide] as const)),
  );
  const importedByCode = new Map(records.map((record) => [record.code, record]));
  return {
    knowledge,
    speak,
    search: createSearch(records, knowledge, { namesOnly: true, own: facts }),
    askedPart: createAskedPart(knowledge.askedParts),
    ownAnswer: (question) => byQuestion.get(foldWords(question)),
    procedure(code): ToldProcedure | undefined {
      const published = knowledge.procedures.get(code) ?? importedByCode.get(code);
      const own = facts.get(code);
      return published && own ? { ...published, own } : published;
    },
  };
}

function dropUnused(byDigest: Map<string, WardBase>, digestOf: Map<WardId, string>): void {
  const used = new Set(digestOf.values());
  for (const digest of byDigest.keys()) if (!used.has(digest)) byDigest.delete(digest);
}
