import webPush from 'web-push';
import { z } from 'zod';
import type { Seal } from '../../lib/seal.ts';
import type { Database } from '../../store/database.ts';
import { keepKeys, readKeys } from './push.repo.ts';

const purpose = 'push-keys';
const Keys = z.object({ publicKey: z.string(), privateKey: z.string() });
/** The key pair by which push services know this house (VAPID, RFC 8292). */
export type PushKeys = z.infer<typeof Keys>;

/**
 * Made once and kept sealed for all processes: browsers subscribe to this very key. Sealed anew whenever it is read,
 * so that it outlives a change of APP_SECRET; keys that cannot be opened any more are replaced.
 */
export async function loadPushKeys(db: Database, seal: Seal): Promise<PushKeys> {
  const stored = await readKeys(db);
  const known = stored === undefined ? undefined : open(seal, stored);
  const sealed = seal.seal(purpose, JSON.stringify(known ?? webPush.generateVAPIDKeys()));
  const kept = open(seal, await keepKeys(db, sealed, stored));
  if (!kept) throw new Error('The keys for pushes cannot be read: another APP_SECRET is in use');
  return kept;
}

function open(seal: Seal, sealed: string): PushKeys | undefined {
  const opened = seal.open(purpose, sealed);
  return opened.ok ? Keys.parse(JSON.parse(opened.value)) : undefined;
}
