import { createHash, randomBytes } from 'node:crypto';
import { type Channel, connectsByConsent, type SendError } from '../../channels/channel.ts';
import type { AccountId } from '../../core/ids.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { Seal } from '../../lib/seal.ts';
import type { Database } from '../../store/database.ts';
import { resumeAccount } from './accounts.repo.ts';
import { saveConsent, takeConsent } from './consents.repo.ts';

/** An account whose platform asks an administrator for consent. */
export interface ConsentAccount {
  readonly id: AccountId;
  readonly externalId: string;
  readonly channel: Channel;
  readonly settings: Readonly<Record<string, unknown>>;
}

export interface ConsentDeps {
  readonly db: Database;
  readonly seal: Seal;
  accounts(): readonly ConsentAccount[];
}

export type ConsentFault =
  | { readonly code: 'not_possible' | 'unknown_state' | 'expired' }
  | { readonly code: 'refused'; readonly error: SendError };

const purpose = 'consent-verifier';
/** A person reads a page and presses a button; the platform's code itself lives ten minutes. */
const validMs = 3_600_000;

/** Where the administrator consents. What is needed for the way back is kept, sealed, for an hour. */
export async function beginConsent(
  { db, seal }: ConsentDeps,
  { id, channel, settings }: ConsentAccount,
  redirectUri: string,
): Promise<Result<string, ConsentFault>> {
  if (!connectsByConsent(channel)) return err({ code: 'not_possible' });
  const verifier = fixedVerifier(settings) ?? randomBytes(32).toString('base64url');
  const state = randomBytes(16).toString('base64url');
  await saveConsent(db, { state, accountId: id, sealed: seal.seal(purpose, verifier) });
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  return ok(channel.consentUrl({ state, challenge, redirectUri }));
}

/** What the platform's page sent back: `state` is missing when the link was made in the platform's console. */
export interface ConsentAnswer {
  readonly code: string;
  readonly state?: string;
  readonly externalId?: string;
}

/** Exchanges the code; from then on the account's messages go again. */
export async function finishConsent(
  deps: ConsentDeps,
  answer: ConsentAnswer,
): Promise<Result<ConsentAccount, ConsentFault>> {
  const found = await findPending(deps, answer);
  if (!found.ok) return found;
  const { account, verifier } = found.value;
  const { channel } = account;
  if (!connectsByConsent(channel)) return err({ code: 'not_possible' });
  const connected = await channel.connect({ code: answer.code, verifier });
  if (!connected.ok) return err({ code: 'refused', error: connected.error });
  for (const reason of pausesForWantOfAToken) await resumeAccount(deps.db, account.id, reason);
  return ok(account);
}

export const pausesForWantOfAToken = ['token_dead', 'token_lost', 'misconfigured'] as const;

async function findPending(
  { db, seal, accounts }: ConsentDeps,
  { state, externalId }: ConsentAnswer,
): Promise<Result<{ account: ConsentAccount; verifier: string }, ConsentFault>> {
  const pending = state === undefined ? undefined : await takeConsent(db, state);
  if (!pending) return fromConsole(accounts(), externalId);
  if (Date.now() - pending.createdAt.getTime() > validMs) return err({ code: 'expired' });
  const account = accounts().find(({ id }) => id === pending.accountId);
  const verifier = seal.open(purpose, pending.sealed);
  return account && verifier.ok ? ok({ account, verifier: verifier.value }) : err({ code: 'unknown_state' });
}

/** A link made in the platform's console carries a challenge that was entered there once. */
function fromConsole(
  accounts: readonly ConsentAccount[],
  externalId: string | undefined,
): Result<{ account: ConsentAccount; verifier: string }, ConsentFault> {
  const account = accounts.find(
    (known) => known.externalId === externalId && connectsByConsent(known.channel),
  );
  const verifier = account && fixedVerifier(account.settings);
  return account && verifier ? ok({ account, verifier }) : err({ code: 'unknown_state' });
}

function fixedVerifier({ codeVerifier }: Readonly<Record<string, unknown>>): string | undefined {
  return typeof codeVerifier === 'string' && codeVerifier !== '' ? codeVerifier : undefined;
}
