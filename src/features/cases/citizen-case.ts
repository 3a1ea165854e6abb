import type { CaseState } from '../../core/case.ts';
import type { ConversationId } from '../../core/ids.ts';
import { reopenDaysOn } from '../../rules/case-rules.ts';
import { localDate } from '../../rules/local-day.ts';
import type { WardTx } from '../../store/database.ts';
import { loadWard } from '../wards/index.ts';
import { change } from './admit.ts';
import { type CaseFacts, loadFacts } from './case-facts.repo.ts';
import { maxPhotos } from './case-photos.ts';
import { CaseSettings } from './case-settings.ts';
import { addEvent, addNote } from './cases.repo.ts';
import type { CaseDesk } from './desk.ts';
import { ended } from './end-case.ts';
import { addFollower } from './followers.repo.ts';
import { type NoticeKind, noticeStaff } from './notify-staff.ts';
import { attachPhotos, countPhotos } from './photos.repo.ts';
import { freshStart } from './reopen-case.ts';

/** Something that the citizen of a case does with it, from their chat. */
export interface CitizenAct {
  readonly caseId: number;
  readonly conversationId: ConversationId;
  readonly at: number;
}

type Outcome<Name extends string> = { readonly outcome: Name };

/** The case, held until the transaction ends, if it is this citizen's. */
export async function loadOwn(
  tx: WardTx,
  { caseId, conversationId }: CitizenAct,
): Promise<CaseFacts | undefined> {
  const facts = await loadFacts(tx, caseId, 'lock');
  return facts?.conversationId === conversationId ? facts : undefined;
}

const isOpen = (state: CaseState): boolean =>
  state === 'new' || state === 'in_progress' || state === 'waiting';
const seenBy = (act: CitizenAct, { version }: CaseFacts) => ({ caseId: act.caseId, version, at: act.at });

async function tellHandler(tx: WardTx, facts: CaseFacts, kind: NoticeKind, at: number): Promise<void> {
  const occasion = `${kind}:${facts.id}:${facts.version}`;
  await noticeStaff(tx, { occasion, kind, caseId: facts.id, facts: { code: facts.code }, at });
}

/** The citizen does not want it handled any more. */
export async function withdrawCase(
  tx: WardTx,
  act: CitizenAct,
): Promise<Outcome<'withdrawn' | 'not_open' | 'unknown'>> {
  const facts = await loadOwn(tx, act);
  if (!facts) return { outcome: 'unknown' };
  if (!isOpen(facts.state)) return { outcome: 'not_open' };
  const { caseId, at } = act;
  await change(tx, seenBy(act, facts), ended('withdrawn', at));
  await addEvent(tx, { caseId, at, actor: 'citizen', kind: 'withdrawn' });
  await tellHandler(tx, facts, 'withdrawn', at);
  return { outcome: 'withdrawn' };
}

/** The citizen is not content with how it ended, within the days that the ward's rules give, with a fresh clock. */
export async function reopenByCitizen(
  tx: WardTx,
  desk: Pick<CaseDesk, 'deadlines' | 'rules'>,
  act: CitizenAct & { readonly words: string },
): Promise<Outcome<'too_late' | 'not_closed' | 'unknown'> | { outcome: 'reopened'; dueAt: number }> {
  const facts = await loadOwn(tx, act);
  if (!facts) return { outcome: 'unknown' };
  const { caseId, at, words } = act;
  if (!canReopen.has(facts.state) || facts.closedAt === null) return { outcome: 'not_closed' };
  if (at > facts.closedAt + (await reopenDays(tx, desk, at)) * dayMs) return { outcome: 'too_late' };
  const fresh = await freshStart(tx, desk, { facts, at, keepsHandler: true });
  await change(tx, seenBy(act, facts), fresh);
  const noteId = await addNote(tx, { caseId, kind: 'citizen', staffId: null, body: words });
  await addEvent(tx, { caseId, at, actor: 'citizen', kind: 'reopened', facts: { noteId } });
  await tellHandler(tx, facts, 'reopened', at);
  return { outcome: 'reopened', dueAt: fresh.due_at?.getTime() ?? facts.dueAt };
}

const dayMs = 86_400_000;
const canReopen: ReadonlySet<CaseState> = new Set(['answered', 'declined', 'referred']);

/** The ward's own number of days, or the one of the rules in force. */
export async function reopenDays(
  tx: WardTx,
  { rules }: Pick<CaseDesk, 'rules'>,
  at: number,
): Promise<number> {
  const settings = CaseSettings.parse((await loadWard(tx)).settings.cases ?? {});
  return settings.reopenDays ?? reopenDaysOn(rules, localDate(at));
}

/** A further message about an open case: whoever handles it sees that there is news. */
export async function addCitizenWords(
  tx: WardTx,
  act: CitizenAct & { readonly words: string },
): Promise<Outcome<'added' | 'not_open' | 'unknown'>> {
  const facts = await loadOwn(tx, act);
  if (!facts) return { outcome: 'unknown' };
  if (!isOpen(facts.state)) return { outcome: 'not_open' };
  const { caseId, at, words } = act;
  // A new version: whoever is just answering looks at this first.
  await change(tx, seenBy(act, facts), { news_at: new Date(at) });
  const noteId = await addNote(tx, { caseId, kind: 'citizen', staffId: null, body: words });
  await addEvent(tx, { caseId, at, actor: 'citizen', kind: 'citizen_wrote', facts: { noteId } });
  await tellHandler(tx, facts, 'citizen_wrote', at);
  return { outcome: 'added' };
}

/** A photo that was saved for this conversation becomes one of its open case. */
export async function addCitizenPhoto(
  tx: WardTx,
  act: CitizenAct & { readonly photoId: string },
): Promise<Outcome<'added' | 'too_many_photos' | 'not_open' | 'unknown'>> {
  const facts = await loadOwn(tx, act);
  if (!facts) return { outcome: 'unknown' };
  if (!isOpen(facts.state)) return { outcome: 'not_open' };
  const { caseId, conversationId, photoId, at } = act;
  if ((await countPhotos(tx, { caseId, conversationId })) >= maxPhotos) return { outcome: 'too_many_photos' };
  if ((await attachPhotos(tx, caseId, conversationId, [photoId])) === 0) return { outcome: 'unknown' };
  await change(tx, seenBy(act, facts), { news_at: new Date(at) });
  await addEvent(tx, { caseId, at, actor: 'citizen', kind: 'photo_added', facts: { photoId } });
  return { outcome: 'added' };
}

/** Somebody with the same matter is told how it ends; of a merged case, the one that it went into. */
export async function followCase(
  tx: WardTx,
  { caseId, conversationId, at }: CitizenAct,
): Promise<Outcome<'following' | 'already' | 'own' | 'not_open' | 'unknown'>> {
  const facts = await loadFacts(tx, caseId, 'lock');
  if (!facts || facts.chairOnly) return { outcome: 'unknown' };
  if (facts.mergedIntoId !== null) return followCase(tx, { caseId: facts.mergedIntoId, conversationId, at });
  if (facts.conversationId === conversationId) return { outcome: 'own' };
  if (!isOpen(facts.state)) return { outcome: 'not_open' };
  if (!(await addFollower(tx, caseId, conversationId))) return { outcome: 'already' };
  await addEvent(tx, { caseId, at, actor: 'citizen', kind: 'followed' });
  return { outcome: 'following' };
}
