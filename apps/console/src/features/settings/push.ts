import type { z } from 'zod';
import type { PushKey } from '../../../../../src/contracts/console/notices.ts';
import { ask, call } from '../../lib/api.ts';
import { currentLanguage } from '../../lib/language.ts';

const scope = '/console/';

export type PushState = 'unsupported' | 'denied' | 'off' | 'on';

export async function readPushState(): Promise<PushState> {
  if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window))
    return 'unsupported';
  if (Notification.permission === 'denied') return 'denied';
  return (await ownSubscription()) ? 'on' : 'off';
}

/** Asks for the permission: only ever after a click. Whoever says no is not asked again. */
export async function beginPush(): Promise<void> {
  if ((await Notification.requestPermission()) !== 'granted') return;
  const { publicKey } = await ask<z.infer<typeof PushKey>>('/notices/push');
  await navigator.serviceWorker.register(`/console/notices-worker.js?language=${currentLanguage()}`, {
    scope,
  });
  const { pushManager } = await navigator.serviceWorker.ready;
  const subscription = await pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: publicKey,
  });
  const { endpoint, keys } = subscription.toJSON();
  await call('PUT', '/notices/push', { endpoint, keys });
}

export async function endPush(): Promise<void> {
  const subscription = await ownSubscription();
  if (!subscription) return;
  await call('DELETE', '/notices/push', { endpoint: subscription.endpoint });
  await subscription.unsubscribe();
}

async function ownSubscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration(scope);
  return (await registration?.pushManager.getSubscription()) ?? null;
}
