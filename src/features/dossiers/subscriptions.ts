import type { Speak } from '../../catalog/spoken-texts.ts';
import type { AccountId, ConversationId } from '../../core/ids.ts';
import type { Language } from '../../core/message.ts';
import { normaliseDossierCode } from '../../rules/dossier-code.ts';
import type { WardTx } from '../../store/database.ts';
import { type DossierFacts, statusHash } from './dossier.schema.ts';
import { dossierAnswer } from './dossier-answer.ts';
import type { DossierSource } from './dossier-source.ts';
import { saveDossiers } from './dossiers.repo.ts';
import { loadFollowedCodes, loadSubscribers, loadSubscription, saveTold } from './subscriptions.repo.ts';

/** A subscriber who has to be told that a dossier changed. */
export interface Change {
  readonly conversationId: ConversationId;
  readonly accountId: AccountId;
  readonly language: Language;
  readonly code: string;
  readonly facts: DossierFacts;
}

const hourMs = 3_600_000;
/** How long after a successful look-up a citizen may subscribe without proving anything again. */
const proofHoldsMs = 24 * hourMs;

/** Subscribes a citizen who has just looked the dossier up. */
export async function subscribe(
  tx: WardTx,
  wish: { readonly code: string; readonly conversationId: ConversationId; readonly now: number },
): Promise<'done' | 'already' | 'not_allowed'> {
  const row = await loadSubscription(tx, normaliseDossierCode(wish.code), wish.conversationId);
  if (!row) return 'not_allowed';
  if (row.subscribed) return 'already';
  if (wish.now - row.at.getTime() > proofHoldsMs) return 'not_allowed';
  const { dossierId, facts } = row;
  await saveTold(tx, [{ dossierId, conversationId: wish.conversationId, hash: statusHash(facts) }]);
  return 'done';
}

/**
 * Subscribers of these dossiers who were last told something else; marks them as told, so each change is
 * returned once. The caller stores the messages in the same transaction.
 */
export async function takeChanges(tx: WardTx, codes: readonly string[]): Promise<Change[]> {
  if (codes.length === 0) return [];
  const subscribers = await loadSubscribers(tx, codes);
  const news = subscribers
    .map((subscriber) => ({ ...subscriber, hash: statusHash(subscriber.facts) }))
    .filter(({ hash, toldHash }) => hash !== toldHash);
  if (news.length > 0) await saveTold(tx, news);
  return news.map(({ conversationId, accountId, language, code, facts }) => ({
    conversationId,
    accountId,
    language,
    code,
    facts,
  }));
}

/** Asks the source again about dossiers that somebody follows: for systems that export nothing. Run it hourly. */
export async function refreshFollowed(tx: WardTx, source: DossierSource, now: number): Promise<Change[]> {
  const codes = await loadFollowedCodes(tx, new Date(now - hourMs), 20);
  for (const code of codes) {
    const found = await source.find(tx, code);
    if (found.ok && found.value?.unsaved) await saveDossiers(tx, [found.value]);
    if (!found.ok && found.error.code !== 'malformed') break;
  }
  return takeChanges(tx, codes);
}

/** The message that tells a change. */
export function changeNotice(change: Change, speak: Speak, now: number): string {
  const { language } = change;
  return `${speak(language, 'dossier-card.changed')}\n\n${dossierAnswer(change, { speak, language, now })}`;
}
