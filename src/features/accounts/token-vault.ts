import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { SendError, TokenPair, TokenVault } from '../../channels/channel.ts';
import type { AccountId } from '../../core/ids.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { Logger } from '../../lib/logger.ts';
import type { Seal } from '../../lib/seal.ts';
import type { Database, SystemTx } from '../../store/database.ts';
import {
  beginRenewal,
  forgetRenewal,
  lockToken,
  readToken,
  seedToken,
  storeToken,
  type TokenRow,
} from './tokens.repo.ts';

export interface TokenVaultDeps {
  readonly db: Database;
  readonly seal: Seal;
  readonly log: Logger;
}

type Exchange = Parameters<TokenVault['renew']>[1];
type Renewed = Result<TokenPair, SendError>;

const Pair = z.object({ accessToken: z.string(), refreshToken: z.string().min(1) });
const purpose = 'channel-token';
/** Another process may have renewed the pair: it is read again after this. */
const believedMs = 5_000;
/** A pair that the platform has given and PostgreSQL has not taken yet is the only one there is. */
const storeTries = 60;
const storePauseMs = 1_000;

/** The token pair of one account; see `TokenVault`. */
export function createTokenVault(deps: TokenVaultDeps, account: AccountId): TokenVault {
  let known: { readonly pair: TokenPair | undefined; readonly readAt: number } | undefined;
  let renewing: Promise<Renewed> | undefined;
  const keep = (pair: TokenPair | undefined) => {
    known = { pair, readAt: Date.now() };
    return pair;
  };
  async function current(): Promise<TokenPair | undefined> {
    if (known && Date.now() - known.readAt < believedMs) return known.pair;
    return keep(openRow(deps, await readToken(deps.db, account)));
  }
  return {
    current,
    renew(stale, exchange) {
      renewing ??= inTurn(() => renewOnce(deps, account, stale, exchange))
        .then((renewed) => {
          if (renewed.ok) keep(renewed.value);
          return renewed;
        })
        .finally(() => {
          renewing = undefined;
        });
      return renewing;
    },
    async seed(pair) {
      await seedToken(deps.db, account, toRow(deps, pair));
      known = undefined;
    },
    async replace(pair) {
      await storeSurely(deps, account, pair);
      keep(pair);
    },
  };
}

/** Each renewal holds one connection and needs another for a moment: a few at a time leave the rest to others. */
const atOnce = 3;
let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

async function renewOnce(
  deps: TokenVaultDeps,
  account: AccountId,
  stale: string,
  exchange: Exchange,
): Promise<Renewed> {
  let given: TokenPair | undefined;
  try {
    return await deps.db.system(async (tx) => {
      const pair = openRow(deps, await lockToken(tx, account));
      if (!pair) return err(refusal('no_token'));
      if (pair.accessToken !== stale) return ok(pair);
      const renewed = await ask(deps, account, pair.refreshToken, exchange);
      if (!renewed.ok) return renewed;
      given = renewed.value;
      await storeToken(tx, account, toRow(deps, given));
      return renewed;
    });
  } catch (error) {
    deps.log.error({ err: error, account }, 'a renewed token could not be stored at once');
    if (!given) return err({ code: 'unreachable', vendorCode: 'token_store', provablyUnsent: true });
    await storeSurely(deps, account, given);
    return ok(given);
  }
}

async function ask(
  deps: TokenVaultDeps,
  account: AccountId,
  refreshToken: string,
  exchange: Exchange,
): Promise<Renewed> {
  const wasBegun = await beginRenewal(deps.db, account);
  if (wasBegun) deps.log.warn({ account }, 'an earlier renewal of the token never finished');
  const renewed = await exchange(refreshToken);
  if (renewed.ok) return renewed;
  const { code } = renewed.error;
  if (code !== 'token_dead') return renewed;
  // Whoever reconnects begins afresh.
  await forgetRenewal(deps.db, account);
  return wasBegun ? err(refusal(lostInRenewal)) : renewed;
}

/** What was given is used only when it is stored, and it is not given up while there is hope. */
async function storeSurely(deps: TokenVaultDeps, account: AccountId, pair: TokenPair): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await deps.db.system((tx: SystemTx) => storeToken(tx, account, toRow(deps, pair)));
      return;
    } catch (error) {
      if (tries >= storeTries) throw error;
      await sleep(storePauseMs);
    }
  }
}

function toRow({ seal }: TokenVaultDeps, pair: TokenPair): TokenRow {
  const { accessToken, refreshToken, issuedAt, expiresAt } = pair;
  const sealed = seal.seal(purpose, JSON.stringify({ accessToken, refreshToken }));
  return { sealed, issuedAt: new Date(issuedAt), expiresAt: new Date(expiresAt) };
}

function openRow({ seal, log }: TokenVaultDeps, row: TokenRow | undefined): TokenPair | undefined {
  if (!row) return undefined;
  const opened = seal.open(purpose, row.sealed);
  if (!opened.ok) {
    log.error({ fault: opened.error }, 'a stored token cannot be opened with this APP_SECRET');
    return undefined;
  }
  const tokens = Pair.parse(JSON.parse(opened.value));
  return { ...tokens, issuedAt: row.issuedAt.getTime(), expiresAt: row.expiresAt.getTime() };
}

const refusal = (vendorCode: string): SendError => ({ code: 'token_dead', vendorCode, provablyUnsent: true });

const lostInRenewal = 'lost_in_renewal';

/** Why an account pauses after a failure; a pair that was lost on its way to us has a name of its own. */
export const pauseReasonOf = ({ code, vendorCode }: Pick<SendError, 'code' | 'vendorCode'>): string =>
  vendorCode === lostInRenewal ? 'token_lost' : code;

/** Seals a token anew under the present secret. */
export const resealToken =
  (seal: Seal) =>
  (sealed: string): string | undefined => {
    const opened = seal.open(purpose, sealed);
    return opened.ok ? seal.seal(purpose, opened.value) : undefined;
  };
