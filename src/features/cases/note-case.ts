import type { Actor } from '../../core/actor.ts';
import type { WardTx } from '../../store/database.ts';
import { actsOf } from './acts.ts';
import { seen } from './admit.ts';
import { refusal } from './cases.errors.ts';
import { addEvent, addNote } from './cases.repo.ts';
import { noticeStaff } from './notify-staff.ts';
import { loadPeople } from './people.repo.ts';
import { maySee, sightOf } from './visibility.ts';

/** An internal note; those whom it calls are told, and must be able to read it. */
export async function addInternalNote(
  tx: WardTx,
  note: {
    readonly actor: Actor;
    readonly caseId: number;
    readonly body: string;
    readonly mentions: readonly number[];
    readonly at: number;
  },
): Promise<void> {
  const { actor, caseId, body, at } = note;
  const facts = await seen(tx, actor, caseId);
  if (!actsOf(actor, facts).includes('note')) throw refusal('not_allowed_now');
  const mentions = [...new Set(note.mentions)];
  const people = await loadPeople(tx, mentions, at);
  const readers = people.filter(({ id, grants }) => maySee(sightOf({ staffId: id, grants }), facts));
  if (readers.length < mentions.length) throw refusal('cannot_see_case');
  const { staffId } = actor;
  const noteId = await addNote(tx, { caseId, staffId, kind: 'internal', body, mentions });
  await addEvent(tx, { caseId, at, actor: 'staff', staffId, kind: 'noted', facts: { noteId, mentions } });
  if (mentions.length > 0)
    await noticeStaff(tx, {
      occasion: `mentioned:${noteId}`,
      kind: 'mentioned',
      caseId,
      facts: { code: facts.code },
      at,
      to: mentions,
    });
}
