import type { CitizenList } from '../../contracts/console/citizens.ts';
import { foldWords } from '../../core/fold.ts';
import type { ConversationId, WardId } from '../../core/ids.ts';
import { normalisePhone } from '../../core/phone.ts';
import type { Seal } from '../../lib/seal.ts';
import { readCaseCode } from '../../rules/case-code.ts';
import { maskPhone } from '../../rules/masking.ts';
import type { WardTx } from '../../store/database.ts';
import { type Contact, openContact } from '../cases/index.ts';
import {
  type CitizenRow,
  type ContactRow,
  findByAddress,
  findCase,
  listContacts,
  listTold,
  loadCitizens,
} from './find-citizens.repo.ts';

export interface FindingDeps {
  readonly seal: Seal;
  /** What channels that know phones call somebody with this one. */
  chatsOf(ward: WardId, phone: string): readonly string[];
}

/** What was typed, as the audit log may know it. */
export type Wanted =
  | { readonly by: 'code'; readonly code: string }
  | { readonly by: 'phone'; readonly phone: string }
  | { readonly by: 'number'; readonly id: number }
  | { readonly by: 'name'; readonly words: readonly string[] };

interface Known {
  readonly row: ContactRow;
  readonly contact: Contact | null;
}

type Found = CitizenList['citizens'][number];

const most = 20;

export function readWanted(text: string): Wanted {
  const reading = readCaseCode(text);
  if (reading.ok) return { by: 'code', code: reading.code };
  const phone = normalisePhone(text);
  if (phone !== undefined) return { by: 'phone', phone };
  if (/^[1-9]\d{0,8}$/.test(text.trim())) return { by: 'number', id: Number(text) };
  return { by: 'name', words: foldWords(text).split(' ').filter(Boolean) };
}

/**
 * Who is meant, without a word of what they said. Whoever asked for their identity to be hidden is found by their
 * phone or their case's code, which only they can tell, and never by name.
 */
export async function findCitizens(tx: WardTx, deps: FindingDeps, wanted: Wanted): Promise<CitizenList> {
  const known = await knownBy(tx, deps, wanted);
  const ids = new Set<number>(await talkingBy(tx, deps, wanted));
  for (const { row } of known) if (row.conversationId !== null) ids.add(row.conversationId);
  const citizens = await loadCitizens(tx, [...ids]);
  const found = [
    ...citizens.filter(({ hidden }) => !hidden || wanted.by !== 'name').map((row) => talking(row, known)),
    ...known.filter(({ row }) => row.conversationId === null).map(withoutChat),
  ];
  return { citizens: found.slice(0, most), more: found.length > most };
}

function talking({ id, channel, name, lastAt, hidden }: CitizenRow, known: readonly Known[]): Found {
  const own = known.find(({ row, contact }) => row.conversationId === id && contact !== null)?.contact;
  return {
    conversation: id,
    channel,
    name: hidden ? null : (own?.name ?? name),
    phone: hidden || !own?.phone ? null : maskPhone(own.phone),
    lastAt: lastAt?.getTime() ?? null,
    caseCode: null,
    hidden,
  };
}

const withoutChat = ({ row: { code, identityShown }, contact }: Known): Found => ({
  conversation: null,
  channel: 'desk',
  name: identityShown ? (contact?.name ?? null) : null,
  phone: identityShown && contact?.phone ? maskPhone(contact.phone) : null,
  lastAt: null,
  caseCode: code,
  hidden: !identityShown,
});

/** By what was left with cases. */
async function knownBy(tx: WardTx, { seal }: FindingDeps, wanted: Wanted): Promise<Known[]> {
  if (wanted.by === 'number') return [];
  const rows = wanted.by === 'code' ? await findCase(tx, wanted.code) : await listContacts(tx);
  return rows
    .map((row) => ({ row, contact: openContact(seal, row.contactSealed) }))
    .filter(({ row, contact }) => {
      if (wanted.by === 'code') return true;
      if (wanted.by === 'phone') return contact?.phone === wanted.phone;
      return row.identityShown && isNamed(contact?.name, wanted.words);
    });
}

/** By what the platforms and the citizens themselves told. */
async function talkingBy(tx: WardTx, deps: FindingDeps, wanted: Wanted): Promise<ConversationId[]> {
  if (wanted.by === 'code') return [];
  if (wanted.by === 'number') return [wanted.id as ConversationId];
  const told = await listTold(tx);
  if (wanted.by === 'name') return told.filter(({ name }) => isNamed(name, wanted.words)).map(({ id }) => id);
  const shared = told.filter(({ phone }) => phone !== null && normalisePhone(phone) === wanted.phone);
  return [...shared.map(({ id }) => id), ...(await findByAddress(tx, deps.chatsOf(tx.wardId, wanted.phone)))];
}

/** Each typed word begins a word of the name, accented or not. */
function isNamed(name: string | null | undefined, words: readonly string[]): boolean {
  const folded = ` ${foldWords(name ?? '')}`;
  return words.length > 0 && words.every((word) => folded.includes(` ${word}`));
}
