import type { CaseState } from '../../core/case.ts';
import type { ConversationId } from '../../core/ids.ts';
import type { WardTx } from '../../store/database.ts';
import type { Filed, KnownMatter, Report } from '../cases/index.ts';

/** A point on the map. */
export interface Spot {
  readonly latitude: number;
  readonly longitude: number;
}

/** A case as its citizen may see it. */
export interface OwnCase {
  readonly id: number;
  readonly code: string;
  readonly state: CaseState;
  readonly body: string;
  readonly receivedAt: number;
  readonly dueAt: number;
  readonly answeredAt: number | null;
  /** May be opened again at this moment. */
  readonly reopens: boolean;
  readonly office: string | null;
  readonly mine: boolean;
}

interface FiledReport extends Filed {
  readonly office: string | null;
  /** How many photos went with it. */
  readonly photos: number;
}

export type PhotoRefusal = 'too_many' | 'not_a_picture' | 'unavailable';

export interface NewPhoto {
  readonly conversationId: ConversationId;
  readonly bytes: Uint8Array;
  readonly at: number;
}

/** What a citizen may do with cases; the abilities of the flows speak for it. */
export interface CitizenDesk {
  file(tx: WardTx, report: Report, at: number): Promise<FiledReport>;
  /** Keeps a photo of a report that is still being written; says how many there are now. */
  keepPhoto(tx: WardTx, photo: NewPhoto): Promise<number | PhotoRefusal>;
  /** Of the report that is being written. */
  countPhotos(tx: WardTx, conversationId: ConversationId): Promise<number>;
  dropPhotos(tx: WardTx, conversationId: ConversationId): Promise<void>;
  addPhoto(tx: WardTx, wish: Act & { readonly bytes: Uint8Array }): Promise<'added' | 'ended' | PhotoRefusal>;
  addWords(tx: WardTx, wish: Act & { readonly words: string }): Promise<boolean>;
  withdraw(tx: WardTx, wish: Act): Promise<boolean>;
  /** The new due date; null when it is too late or not answered. */
  reopen(tx: WardTx, wish: Act & { readonly words: string }): Promise<number | null>;
  /** For how many days after its answer a case may be opened again, at a moment. */
  reopenDays(tx: WardTx, at: number): Promise<number>;
  follow(tx: WardTx, wish: Act): Promise<string | null>;
  rate(
    tx: WardTx,
    wish: { readonly conversationId: ConversationId; readonly stars: number; readonly at: number },
  ): Promise<'good' | 'bad' | 'none'>;
  comment(
    tx: WardTx,
    wish: { readonly conversationId: ConversationId; readonly words: string; readonly at: number },
  ): Promise<void>;
  /** An open case that is likely the same thing. */
  similar(
    tx: WardTx,
    sketch: {
      readonly category: string;
      readonly neighbourhoodId: number | null;
      readonly place: Spot | null;
      readonly text: string;
      readonly where: string;
      readonly at: number;
      readonly conversationId: ConversationId;
    },
  ): Promise<KnownMatter | undefined>;
}

export interface Act {
  readonly caseId: number;
  readonly conversationId: ConversationId;
  readonly at: number;
}
