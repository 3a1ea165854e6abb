import type { Speak } from '../../catalog/spoken-texts.ts';
import type { AccountId, ConversationId } from '../../core/ids.ts';
import type { WardTx } from '../../store/database.ts';
import { dossierAnswer } from './dossier-answer.ts';
import { forgetAttempts } from './dossier-attempts.repo.ts';
import { type LookUpDeps, lookUp } from './find-dossier.ts';
import { openKept } from './kept-requests.ts';
import {
  claimDuePending,
  deletePending,
  type PendingLookup,
  postponePending,
} from './pending-lookups.repo.ts';
import { forgetProofs } from './subscriptions.repo.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const keptForMs = 2 * dayMs;

/** A message that we begin ourselves. */
export interface Announcement {
  readonly accountId: AccountId;
  readonly conversationId: ConversationId;
  readonly text: string;
}

/**
 * Asks again for the kept requests of a ward that are due; run it every minute. Returns what to tell whom, to be
 * stored as messages in the same transaction.
 */
export async function retryPendingLookups(
  tx: WardTx,
  deps: LookUpDeps & { readonly speak: Speak },
  now: number,
): Promise<Announcement[]> {
  await forgetAttempts(tx, new Date(now - dayMs));
  await forgetProofs(tx, new Date(now - dayMs));
  const answers: Announcement[] = [];
  for (const row of await claimDuePending(tx, new Date(now), 20)) {
    const text = await retryOne(tx, deps, row, now);
    // A source that is down for one is down for all: the others wait for the next run.
    if (text === undefined) break;
    await deletePending(tx, [row.id]);
    answers.push({ accountId: row.accountId, conversationId: row.conversationId, text });
  }
  return answers;
}

/** The text for the citizen, or undefined when the request goes on waiting. */
async function retryOne(
  tx: WardTx,
  deps: LookUpDeps & { readonly speak: Speak },
  row: PendingLookup,
  now: number,
): Promise<string | undefined> {
  const say = (key: string): string => deps.speak(row.language, `dossier-card.later.${key}`);
  const kept = openKept(deps.seal, row.sealed);
  // Sealed with a secret that is gone: nobody can answer it any more.
  if (!kept) return say('gaveUp');
  const found = await lookUp(deps, tx, { ...kept, conversationId: row.conversationId, now });
  if (found.outcome === 'no_match') return say('noMatch');
  if (found.outcome === 'found') {
    const answer = dossierAnswer(
      { ...found.record, asOf: found.asOf },
      { speak: deps.speak, language: row.language, now },
    );
    return `${say('found')}\n\n${answer}`;
  }
  if (now - row.createdAt.getTime() > keptForMs) return say('gaveUp');
  await postponePending(tx, row.id, new Date(now + Math.min(2 ** row.attempts, 30) * minuteMs));
  return undefined;
}
