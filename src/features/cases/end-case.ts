import type { CaseState } from '../../core/case.ts';
import type { AccountId } from '../../core/ids.ts';
import type { WardTx } from '../../store/database.ts';
import { type Act, admit, change } from './admit.ts';
import { returnWaiting } from './answers.repo.ts';
import { loadFacts, type NewValues } from './case-facts.repo.ts';
import { tellNews } from './case-news.ts';
import { refusal } from './cases.errors.ts';
import type { CaseDesk } from './desk.ts';
import { moveFollowers } from './followers.repo.ts';
import { loadOffice, type Office } from './people.repo.ts';
import { record } from './record.ts';

type Due = readonly AccountId[];

/** An end has no clock and no alarm. */
export const ended = (state: CaseState, at: number): NewValues => ({
  state,
  closed_at: new Date(at),
  next_alarm_at: null,
  paused_at: null,
  pause_reason: null,
});

/** Not the ward's to decide: to the body that it belongs to. The citizen hears where and why. */
export async function refer(
  tx: WardTx,
  desk: CaseDesk,
  { act, officeId, reason }: { readonly act: Act; readonly officeId: number; readonly reason: string },
): Promise<Due> {
  const before = await admit(tx, act, 'refer');
  const office = await loadOffice(tx, officeId);
  if (office?.kind !== 'external') throw refusal('unknown_office');
  const { caseId, at, actor } = act;
  await change(tx, act, { ...ended('referred', at), office_id: officeId, with_head: false });
  await returnWaiting(tx, caseId, { staffId: actor.staffId, at });
  const facts = { from: before.officeId, to: officeId };
  await record(tx, { caseId, at, staffId: actor.staffId, kind: 'referred', facts, reason });
  const told = { ...before, officeName: office.name, chairOnly: false };
  return tellNews(tx, desk, {
    kind: 'referred',
    facts: told,
    words: reason,
    more: { contact: contactOf(office) },
  });
}

const contactOf = ({ phone, address, website }: Office): string =>
  [phone, address, website].filter((line) => line !== null).join('\n');

/** Not accepted; the citizen hears the reason. */
export async function decline(
  tx: WardTx,
  desk: CaseDesk,
  { act, reason }: { readonly act: Act; readonly reason: string },
): Promise<Due> {
  const facts = await admit(tx, act, 'decline');
  const { caseId, at, actor } = act;
  await change(tx, act, ended('declined', at));
  await returnWaiting(tx, caseId, { staffId: actor.staffId, at });
  await record(tx, { caseId, at, staffId: actor.staffId, kind: 'declined', reason });
  return tellNews(tx, desk, { kind: 'declined', facts, words: reason });
}

/** One matter, reported twice: whoever asked here is answered there, once. */
export async function merge(
  tx: WardTx,
  desk: CaseDesk,
  { act, intoId }: { readonly act: Act; readonly intoId: number },
): Promise<Due> {
  const { caseId, at, actor } = act;
  if (intoId === caseId) throw refusal('cannot_merge');
  // Both rows in one order, so that two who merge crosswise do not wait for each other.
  for (const id of [caseId, intoId].toSorted((one, other) => one - other)) await loadFacts(tx, id, 'lock');
  const facts = await admit(tx, act, 'merge');
  const target = await loadFacts(tx, intoId);
  if (!target || !isOpen(target.state) || target.chairOnly !== facts.chairOnly) throw refusal('cannot_merge');
  await change(tx, act, { ...ended('merged', at), merged_into_id: intoId });
  await moveFollowers(tx, { from: caseId, to: intoId });
  await change(tx, { caseId: intoId, version: target.version, at }, {});
  const { staffId } = actor;
  await record(tx, { caseId, at, staffId, kind: 'merged', facts: { intoId } });
  await record(tx, { caseId: intoId, at, staffId, kind: 'merged_in', facts: { caseId } });
  return tellNews(tx, desk, { kind: 'merged', facts, more: { into: target.code } });
}

const isOpen = (state: CaseState): boolean =>
  state === 'new' || state === 'in_progress' || state === 'waiting';
