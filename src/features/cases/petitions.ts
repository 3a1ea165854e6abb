import { z } from 'zod';
import { type Actor, hasRole } from '../../core/actor.ts';
import type { PetitionKind } from '../../core/case.ts';
import type { ConversationId } from '../../core/ids.ts';
import type { Seal } from '../../lib/seal.ts';
import type { WardTx } from '../../store/database.ts';
import { recordAct } from '../staff/index.ts';
import { refusal } from './cases.errors.ts';
import { findPeople, insertNotices } from './notify-staff.repo.ts';
import { loadPeople } from './people.repo.ts';
import {
  assignPetition,
  handlePetition,
  insertPetition,
  loadPetition,
  type PetitionLine,
  type PetitionReader,
} from './petitions.repo.ts';

const PetitionContact = z.object({
  name: z.string().nullable(),
  phone: z.string(),
  callWhen: z.string().nullable(),
});
type PetitionContact = z.infer<typeof PetitionContact>;

const sealedFor = 'petition-contact';

export interface NewPetition {
  readonly kind: PetitionKind;
  readonly contact: PetitionContact;
  readonly conversationId: ConversationId | null;
  readonly at: number;
}

/** Somebody wants to be called about a complaint or denunciation: kept sealed, and the chair is told. */
export async function filePetition(
  tx: WardTx,
  seal: Seal,
  { kind, contact, conversationId, at }: NewPetition,
): Promise<number> {
  const contactSealed = seal.seal(sealedFor, JSON.stringify(contact));
  const id = await insertPetition(tx, { kind, contactSealed, conversationId, at });
  const staffIds = await findPeople(tx, { role: 'approver' }, at);
  await tellOf(tx, { occasion: `petition:${id}`, id, staffIds });
  return id;
}

/** What kind it is stands in no notice. */
const tellOf = (
  tx: WardTx,
  { occasion, id, staffIds }: { readonly occasion: string; readonly id: number; readonly staffIds: number[] },
): Promise<void> =>
  insertNotices(tx, {
    occasion,
    kind: 'petition',
    caseId: null,
    facts: { petitionId: id },
    staffIds,
    officeIds: [],
  });

export const readerOf = (actor: Actor): PetitionReader => ({
  all: hasRole(actor, 'approver'),
  staffId: actor.staffId,
});

async function seenPetition(tx: WardTx, actor: Actor, id: number): Promise<PetitionLine> {
  const petition = await loadPetition(tx, readerOf(actor), id);
  if (!petition) throw refusal('not_found');
  return petition;
}

/** Who looks at whom to call is written down with the look: which one it was, never what it says. */
export async function openPetition(tx: WardTx, actor: Actor, id: number, at: number): Promise<PetitionLine> {
  const petition = await seenPetition(tx, actor, id);
  const { staffId } = actor;
  await recordAct(tx, { staffId, at, action: 'petition.opened', target: `petition ${id}`, facts: {} });
  return petition;
}

/** Whom to call; only on the page of this one petition. */
export function shownPetition(seal: Seal, { contactSealed, ...line }: PetitionLine) {
  const opened = seal.open(sealedFor, contactSealed);
  return { ...line, contact: opened.ok ? PetitionContact.parse(JSON.parse(opened.value)) : null };
}

/** By the chair only: from then on this person can open it too. */
export async function assignTo(
  tx: WardTx,
  actor: Actor,
  { id, staffId, at }: { readonly id: number; readonly staffId: number; readonly at: number },
): Promise<void> {
  await seenPetition(tx, actor, id);
  if (!hasRole(actor, 'approver')) throw refusal('not_allowed_now');
  const [person] = await loadPeople(tx, [staffId], at);
  if (!person?.grants.some(({ role }) => role !== 'admin' && role !== 'auditor'))
    throw refusal('unknown_person');
  await assignPetition(tx, id, staffId);
  await tellOf(tx, { occasion: `petition:${id}:${staffId}`, id, staffIds: [staffId] });
}

export async function markHandled(tx: WardTx, actor: Actor, id: number, at: number): Promise<void> {
  await seenPetition(tx, actor, id);
  await handlePetition(tx, id, at);
}
