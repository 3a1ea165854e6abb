import type { CaseKind } from '../../core/case.ts';
import type { ConversationId } from '../../core/ids.ts';

/** What somebody reports, complete. */
export interface Report {
  readonly kind: CaseKind;
  readonly category: string;
  readonly body: string;
  readonly videoLink?: string;
  readonly neighbourhoodId: number | null;
  readonly address: string | null;
  readonly place: { readonly latitude: number; readonly longitude: number } | null;
  readonly identityShown: boolean;
  /** Name and phone, sealed by the caller. */
  readonly contactSealed: string | null;
  readonly conversationId: ConversationId | null;
  /** The channel that it came by. */
  readonly channel: string;
  readonly urgent: boolean;
  /** A member of staff who files it for somebody. */
  readonly filedById?: number;
  /** Saved for this conversation while the report was being written. */
  readonly photoIds?: readonly string[];
}
