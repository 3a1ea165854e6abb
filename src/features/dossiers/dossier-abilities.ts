import { z } from 'zod';
import type { Speak } from '../../catalog/spoken-texts.ts';
import type { AccountId } from '../../core/ids.ts';
import type { FileRef } from '../../core/message.ts';
import type { Result } from '../../core/result.ts';
import type { Values } from '../../core/value.ts';
import { lastFourDigits } from '../../rules/dossier-secret.ts';
import type { Ability, AbilityResult } from '../conversations/index.ts';
import { type AnswerContext, briefDossierAnswer, dossierAnswer } from './dossier-answer.ts';
import type { Proof } from './dossier-proof.ts';
import { type Found, findDossier, type LookUpDeps, lookUp } from './find-dossier.ts';
import { readQr } from './read-qr.ts';
import { subscribe } from './subscriptions.ts';

export interface DossierAbilityDeps extends LookUpDeps {
  readonly speak: Speak;
  /** The number that the platform vouches for. */
  readonly phoneOf: (account: AccountId, externalId: string) => string | undefined;
  /** Fetches a file that a citizen sent, within 3 s; no copy is kept. */
  readonly fetchFile: (
    account: AccountId,
    file: FileRef,
  ) => Promise<Result<Uint8Array, 'too_large' | 'unavailable'>>;
}

/** A conversation keeps what a platform did not tell of a file as null; fetching needs the id alone. */
const File = z.object({ id: z.string() });

/** `find_dossier`, `read_qr` and `subscribe_dossier` of flows/abilities.yaml. */
export function createDossierAbilities(deps: DossierAbilityDeps): Record<string, Ability> {
  return {
    find_dossier: (context, args) => tellDossier(deps, context, args),
    find_own_dossier: (context, args) => tellOwnDossier(deps, context, args),
    read_qr: (context, args) => tellQr(deps, context, args),
    async subscribe_dossier({ tx, conversationId, now }, args) {
      const outcome = await subscribe(tx, { code: textOf(args.code), conversationId, now });
      return { outcome, values: {} };
    },
  };
}

async function tellDossier(
  deps: DossierAbilityDeps,
  ...[context, args]: Parameters<Ability>
): Promise<AbilityResult> {
  const { tx, conversationId, language, now } = context;
  const found = await findDossier(deps, tx, {
    conversationId,
    now,
    code: textOf(args.code).slice(0, 100),
    proof: proofOf(args),
  });
  if (found.outcome === 'locked') return { outcome: 'locked', values: { minutes: found.minutes } };
  if (found.outcome !== 'found') return { outcome: found.outcome, values: {} };
  return told(deps, found, { language, now });
}

/** To whoever writes from the number that was given when filing, as far as the platform vouches for it. */
async function tellOwnDossier(
  deps: DossierAbilityDeps,
  ...[context, args]: Parameters<Ability>
): Promise<AbilityResult> {
  const { tx, accountId, conversationId, externalId, language, now } = context;
  const phone = deps.phoneOf(accountId, externalId);
  if (phone === undefined) return { outcome: 'not_proven', values: {} };
  const look = {
    conversationId,
    now,
    code: textOf(args.code).slice(0, 100),
    proof: { kind: 'phone', phone },
  } as const;
  const found = await lookUp(deps, tx, look);
  return found.outcome === 'found'
    ? told(deps, found, { language, now })
    : { outcome: 'not_proven', values: {} };
}

function told(
  { speak }: DossierAbilityDeps,
  { record, asOf }: Extract<Found, { outcome: 'found' }>,
  when: Pick<AnswerContext, 'language' | 'now'>,
): AbilityResult {
  const dossier = { code: record.code, facts: record.facts, asOf };
  const context = { speak, ...when };
  const [text, brief] = [dossierAnswer(dossier, context), briefDossierAnswer(dossier, context)];
  return { outcome: 'found', values: { text, brief, code: record.code } };
}

/**
 * `verifiedPhone` may only be bound to a number that the platform vouches for (a shared own contact). Digits of
 * the wrong shape prove nothing, but count as a try like any others.
 */
function proofOf(args: Values): Proof {
  const phone = textOf(args.verifiedPhone);
  if (phone !== '') return { kind: 'phone', phone };
  return { kind: 'digits', lastFour: lastFourDigits(textOf(args.secret)) ?? '' };
}

async function tellQr(
  deps: DossierAbilityDeps,
  ...[context, args]: Parameters<Ability>
): Promise<AbilityResult> {
  const file = File.safeParse(args.file);
  if (!file.success) return { outcome: 'unreadable', values: {} };
  const bytes = await deps.fetchFile(context.accountId, file.data);
  if (!bytes.ok) return { outcome: bytes.error === 'too_large' ? 'too_large' : 'unreadable', values: {} };
  const reading = await readQr(bytes.value);
  return { outcome: reading.kind, values: reading.kind === 'dossier_code' ? { code: reading.code } : {} };
}

const textOf = (value: Values[string] | undefined): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
