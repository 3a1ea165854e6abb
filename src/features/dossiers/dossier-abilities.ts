import { z } from 'zod';
import type { Speak } from '../../catalog/spoken-texts.ts';
import type { AccountId } from '../../core/ids.ts';
import type { FileRef } from '../../core/message.ts';
import type { Result } from '../../core/result.ts';
import type { Values } from '../../core/value.ts';
import { lastFourDigits } from '../../rules/dossier-secret.ts';
import type { Ability, AbilityResult } from '../conversations/index.ts';
import { dossierAnswer } from './dossier-answer.ts';
import type { Proof } from './dossier-proof.ts';
import { findDossier, type LookUpDeps } from './find-dossier.ts';
import { readQr } from './read-qr.ts';
import { subscribe } from './subscriptions.ts';

export interface DossierAbilityDeps extends LookUpDeps {
  readonly speak: Speak;
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
  const { code, facts } = found.record;
  const text = dossierAnswer({ code, facts, asOf: found.asOf }, { speak: deps.speak, language, now });
  return { outcome: 'found', values: { text, code } };
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
