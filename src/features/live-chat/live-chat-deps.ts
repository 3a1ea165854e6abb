import type { Speak } from '../../catalog/spoken-texts.ts';
import type { AccountId, WardId } from '../../core/ids.ts';
import type { FileRef } from '../../core/message.ts';
import type { Database, WardTx } from '../../store/database.ts';
import { laneOf } from '../conversations/index.ts';
import { couldGo, type SendingAccount } from '../deliveries/index.ts';
import { refusal } from './live-chat.errors.ts';
import type { SecretFlows } from './secret-spans.ts';
import type { Talk } from './talks.repo.ts';

export interface LiveChatDeps {
  readonly db: Database;
  readonly speak: Speak;
  /** Lanes of the installation: who talks changes only between two turns of the bot. */
  readonly lanes: number;
  readonly secretFlows: SecretFlows;
  accountOf(id: AccountId): SendingAccount | undefined;
  /** A citizen's photo, encoded anew; null when it cannot be had (any more). */
  readPhoto(account: AccountId, file: FileRef): Promise<Uint8Array | null>;
  now(): number;
}

/** A transaction during which the bot does not think about this conversation. */
export function betweenTurns<T>(
  { db, lanes }: Pick<LiveChatDeps, 'db' | 'lanes'>,
  ward: WardId,
  place: Pick<Talk, 'accountId' | 'externalId'>,
  work: (tx: WardTx) => Promise<T>,
): Promise<T> {
  return db.forWard(ward, work, { space: 'lane', ids: [laneOf(place.accountId, place.externalId, lanes)] });
}

/** What an officer writes is worth taking only if it can arrive. */
export function refuseUnreachable(deps: Pick<LiveChatDeps, 'accountOf' | 'now'>, talk: Talk): void {
  if (talk.blockedAt) throw refusal('citizen_blocked');
  if (!canReach(deps, talk)) throw refusal('window_closed');
}

export function canReach(
  deps: Pick<LiveChatDeps, 'accountOf' | 'now'>,
  { accountId, lastInteractionAt, blockedAt }: Pick<Talk, 'accountId' | 'lastInteractionAt' | 'blockedAt'>,
): boolean {
  const account = deps.accountOf(accountId);
  const body = { text: '', buttons: [], linkButtons: [] };
  return (
    !blockedAt &&
    account !== undefined &&
    couldGo(account, { purpose: 'officer', lastInteractionAt, body }, deps.now())
  );
}
