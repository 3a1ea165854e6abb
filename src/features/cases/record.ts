import type { WardTx } from '../../store/database.ts';
import { addEvent, addNote, type NewCaseEvent } from './cases.repo.ts';

/** What a member of staff did, for the history; words are kept apart from it. */
export interface Deed {
  readonly caseId: number;
  readonly staffId: number;
  readonly at: number;
  readonly kind: string;
  readonly facts?: NewCaseEvent['facts'];
  readonly reason?: string;
}

/** Writes a line of the history, with the reason as a note that an erasure can take away. */
export async function record(tx: WardTx, { reason, facts, ...deed }: Deed): Promise<number> {
  const { caseId, staffId } = deed;
  const noteId =
    reason === undefined ? undefined : await addNote(tx, { caseId, staffId, kind: 'reason', body: reason });
  return addEvent(tx, {
    ...deed,
    actor: 'staff',
    facts: { ...facts, ...(noteId === undefined ? {} : { noteId }) },
  });
}
