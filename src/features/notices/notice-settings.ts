import { randomInt } from 'node:crypto';
import {
  NoticeChoices,
  type NoticeSettings,
  noticeKinds,
  type PushSubscription,
} from '../../contracts/console/notices.ts';
import type { Actor } from '../../core/actor.ts';
import { AppError } from '../../core/app-error.ts';
import type { WardId } from '../../core/ids.ts';
import type { Seal } from '../../lib/seal.ts';
import type { Database, WardTx } from '../../store/database.ts';
import { isLinked, saveLinkCode } from './chats.repo.ts';
import { countPushes, removePush, savePush } from './push.repo.ts';
import { type PushSender, pushPurpose } from './push-sender.ts';
import { loadChoices, saveChoices } from './settings.repo.ts';
import { linkCodeHash } from './staff-ears.ts';

export interface NoticeSettingsDeps {
  readonly db: Database;
  readonly seal: Seal;
  readonly push: Pick<PushSender, 'keys'>;
  readonly hasMail: boolean;
  hasGroupAccount(ward: WardId): boolean;
  /** Is this the address of a service that browsers subscribe to? We call it, so nobody may name any other. */
  isPushService(url: URL): boolean;
  now(): number;
}

const endpointPurpose = 'push-endpoint';
const codeMinutes = 15;
/** Without letters and digits that are taken for each other. */
const codeLetters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const codeLength = 10;

export function readSettings(deps: NoticeSettingsDeps, actor: Actor): Promise<NoticeSettings> {
  return deps.db.forWard(actor.wardId, (tx) => settingsIn(deps, tx, actor));
}

export function changeSettings(
  deps: NoticeSettingsDeps,
  actor: Actor,
  kinds: NoticeChoices,
): Promise<NoticeSettings> {
  return deps.db.forWard(actor.wardId, async (tx) => {
    await saveChoices(tx, actor.staffId, kinds);
    return settingsIn(deps, tx, actor);
  });
}

async function settingsIn(
  deps: NoticeSettingsDeps,
  tx: WardTx,
  { staffId, wardId }: Actor,
): Promise<NoticeSettings> {
  const { email, notify } = await loadChoices(tx, staffId);
  const chosen = NoticeChoices.safeParse(notify);
  const kinds = noticeKinds.map((kind) => {
    const choice = chosen.success ? chosen.data[kind] : undefined;
    return [kind, choice ?? { email: true, push: true }] as const;
  });
  return {
    kinds: Object.fromEntries(kinds) as NoticeSettings['kinds'],
    email: { address: email, available: deps.hasMail },
    push: { browsers: await countPushes(tx, staffId) },
    telegram: { available: deps.hasGroupAccount(wardId), linked: await isLinked(tx, staffId) },
  };
}

/** Address and keys are sealed: whoever has them can write to the person's browser. */
export async function subscribe(
  deps: NoticeSettingsDeps,
  { wardId, staffId }: Actor,
  browser: PushSubscription,
): Promise<void> {
  if (!deps.isPushService(new URL(browser.endpoint))) throw notAPushService();
  const endpointHash = deps.seal.hash(endpointPurpose, browser.endpoint);
  const sealed = deps.seal.seal(pushPurpose, JSON.stringify(browser));
  await deps.db.forWard(wardId, (tx) => savePush(tx, { staffId, endpointHash, sealed }));
}

const notAPushService = (): AppError =>
  new AppError('not_a_push_service', {
    status: 400,
    citizenText: 'errors.not_a_push_service',
    log: 'warn',
  });

export async function unsubscribe(
  deps: NoticeSettingsDeps,
  { wardId, staffId }: Actor,
  endpoint: string,
): Promise<void> {
  const hashes = deps.seal.hashes(endpointPurpose, endpoint);
  await deps.db.forWard(wardId, (tx) => removePush(tx, { staffId, hashes }));
}

/** A code that links the chat from which it is sent; only its hash is kept. */
export async function makeLinkCode(
  deps: NoticeSettingsDeps,
  { wardId, staffId }: Actor,
): Promise<{ code: string; expiresAt: number }> {
  const letters = Array.from({ length: codeLength }, () => codeLetters[randomInt(codeLetters.length)]);
  const code = letters.join('');
  const expiresAt = deps.now() + codeMinutes * 60_000;
  const hash = deps.seal.hash(linkCodeHash, code);
  await deps.db.forWard(wardId, (tx) => saveLinkCode(tx, { staffId, hash, expiresAt: new Date(expiresAt) }));
  return { code, expiresAt };
}
