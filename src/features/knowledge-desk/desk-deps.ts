import type { CardTexts } from '../../catalog/knowledge/card-texts.ts';
import type { Everyday, ProcedureFile, ToldGuide } from '../../catalog/knowledge/procedure-file.ts';
import type { Capabilities } from '../../channels/channel.ts';
import type { WardId } from '../../core/ids.ts';
import type { FlowBook } from '../../engine/flow-book.ts';
import type { Database } from '../../store/database.ts';

export interface KnowledgeDeskDeps {
  readonly db: Database;
  /** Guides of the starter pack, by id. */
  files(): ReadonlyMap<string, ToldGuide>;
  /** Curated procedures of the starter pack, by code. */
  procedures(): ReadonlyMap<string, ProcedureFile>;
  /** What people call procedures, by code. */
  everyday(): ReadonlyMap<string, Everyday>;
  /** The words around the facts of a procedure, in Vietnamese. */
  cards(): CardTexts;
  /** The flows as the starter pack has them. */
  book(): FlowBook;
  /** Channels on which the ward's citizens read, by name. */
  channelsOf(ward: WardId): ReadonlyMap<string, Capabilities>;
  now(): number;
}
