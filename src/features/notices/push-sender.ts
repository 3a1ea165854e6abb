import webPush from 'web-push';
import { PushSubscription } from '../../contracts/console/notices.ts';
import type { HttpClient } from '../../lib/http-client.ts';
import type { Seal } from '../../lib/seal.ts';
import type { Database } from '../../store/database.ts';
import type { Outcome } from './outcome.ts';
import { forgetPush, pushesOf } from './push.repo.ts';
import { loadPushKeys, type PushKeys } from './push-keys.ts';

export const pushPurpose = 'staff-push';

export interface PushSender {
  keys(): Promise<PushKeys>;
  /** To every browser of the person. */
  send(staffId: number, payload: object): Promise<Outcome>;
}

export interface PushSenderDeps {
  readonly db: Database;
  readonly seal: Seal;
  readonly http: HttpClient;
  /** Whom a push service may write to about us: `mailto:` or `https:` (RFC 8292). */
  readonly contact: string;
}

const timeoutMs = 10_000;
/** A notice that waited longer is no news. */
const keptSeconds = 12 * 3600;

export function createPushSender(deps: PushSenderDeps): PushSender {
  let keys: Promise<PushKeys> | undefined;
  const loadOnce = (): Promise<PushKeys> => {
    keys ??= loadPushKeys(deps.db, deps.seal).catch((error: unknown) => {
      keys = undefined;
      throw error;
    });
    return keys;
  };
  return {
    keys: loadOnce,
    async send(staffId, payload) {
      const browsers = await pushesOf(deps.db, staffId);
      const outcomes: Outcome[] = [];
      for (const { id, sealed } of browsers) {
        const opened = deps.seal.open(pushPurpose, sealed);
        const gone: Outcome = { kind: 'failed', reason: 'push_gone' };
        const outcome = opened.ok
          ? await sendOne(deps, await loadOnce(), { subscription: opened.value, payload })
          : gone;
        if (outcome.kind === 'failed' && outcome.reason === gone.reason) await forgetPush(deps.db, id);
        outcomes.push(outcome);
      }
      return together(outcomes);
    },
  };
}

/** Once one of them has it the person has been told. */
function together(outcomes: readonly Outcome[]): Outcome {
  const order: readonly Outcome['kind'][] = ['sent', 'unknown', 'retry', 'failed'];
  for (const kind of order) {
    const found = outcomes.find((outcome) => outcome.kind === kind);
    if (found) return found;
  }
  return { kind: 'failed', reason: 'push_none' };
}

async function sendOne(
  { http, contact }: PushSenderDeps,
  keys: PushKeys,
  { subscription, payload }: { readonly subscription: string; readonly payload: object },
): Promise<Outcome> {
  const browser = PushSubscription.parse(JSON.parse(subscription));
  const { endpoint, headers, body } = webPush.generateRequestDetails(browser, JSON.stringify(payload), {
    vapidDetails: { subject: contact, ...keys },
    TTL: keptSeconds,
    contentEncoding: 'aes128gcm',
  });
  const answer = await http.request({
    method: 'POST',
    url: endpoint,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    body,
    timeoutMs,
    expect: 'text',
  });
  if (answer.ok) return outcomeOf(answer.value.status);
  const { maybeSent } = answer.error;
  return maybeSent
    ? { kind: 'unknown', reason: 'push_service_silent' }
    : { kind: 'retry', reason: 'push_service_away' };
}

/** RFC 8030: 201 = taken; 404 and 410 = the subscription has ended. */
function outcomeOf(status: number): Outcome {
  if (status >= 200 && status < 300) return { kind: 'sent' };
  if (status === 404 || status === 410) return { kind: 'failed', reason: 'push_gone' };
  if (status === 429 || status >= 500) return { kind: 'retry', reason: 'push_service_busy' };
  return { kind: 'failed', reason: 'push_refused' };
}
