import type { FilledTemplate, SendErrorCode } from '../../channels/channel.ts';
import type { Purpose, Route } from '../../core/delivery.ts';
import { routeInWindow, type WindowRule, windowClosesAt } from '../../rules/reply-window.ts';
import { limitPerPerson, opensAt, type SendingRules } from '../../rules/sending-rules.ts';
import type { Database } from '../../store/database.ts';
import { type ClaimedMessage, countRecent } from './claims.repo.ts';
import type { SendingAccount } from './sender-deps.ts';
import { templateFor } from './template-for.ts';

/** What the rules say about one message, before the platform is asked. `why` is kept beside the row. */
export type Permission =
  | { readonly kind: 'go'; readonly route: Route; readonly template?: FilledTemplate }
  | { readonly kind: 'wait'; readonly until: number; readonly why: string }
  | { readonly kind: 'stop'; readonly code: SendErrorCode; readonly why: string };

export interface PermissionDeps {
  readonly db: Database;
  readonly rules: SendingRules;
  now(): number;
}

/** Decides by rule: opt-out, hours, how often, then the reply window or a template. */
export async function permissionFor(
  deps: PermissionDeps,
  account: SendingAccount,
  message: ClaimedMessage,
): Promise<Permission> {
  // An answer to what was just written goes at any hour, and to everybody.
  if (isAskedFor(message)) return byWindow(account, message, deps.now());
  if (message.optedOut) return { kind: 'stop', code: 'opted_out', why: 'rule:opted_out' };
  const occasion = { channel: account.channel.id, purpose: message.purpose, now: deps.now() };
  const until = opensAt(deps.rules, occasion);
  if (until !== undefined) return { kind: 'wait', until, why: 'rule:quiet_hours' };
  const limit = limitPerPerson(deps.rules, occasion);
  const recent = limit && (await countRecent(deps.db, message.conversationId, limit.withinHours));
  if (limit && recent && recent.count >= limit.most)
    return {
      kind: 'wait',
      until: recent.oldest + limit.withinHours * hourMs,
      why: 'rule:often_enough',
    };
  return byWindow(account, message, deps.now());
}

const hourMs = 3_600_000;
const isAskedFor = ({ purpose }: ClaimedMessage): boolean => purpose === 'answer' || purpose === 'officer';

type Waiting = Pick<ClaimedMessage, 'purpose' | 'lastInteractionAt' | 'body'>;

const windowRule = ({ channel, settings }: SendingAccount): WindowRule => ({
  ...channel.capabilities,
  paysForLateReplies: settings.paidReplies !== false,
});

/** Could this go now, by the window or as a template? Asked before somebody's words are taken for sending. */
export const couldGo = (account: SendingAccount, message: Waiting, now: number): boolean =>
  byWindow(account, message, now).kind === 'go';

/** When the reply window for this purpose closes; null = it never does, or is not open at all. */
export const closesAt = (
  account: SendingAccount,
  purpose: Purpose,
  lastInteractionAt: Date | null,
): number | null =>
  windowClosesAt(windowRule(account), { purpose, lastInteractionAt: lastInteractionAt?.getTime() ?? null });

function byWindow(account: SendingAccount, message: Waiting, now: number): Permission {
  const { purpose, lastInteractionAt } = message;
  const route = routeInWindow(windowRule(account), {
    purpose,
    now,
    lastInteractionAt: lastInteractionAt?.getTime() ?? null,
  });
  return route ? { kind: 'go', route } : byTemplate(account, message);
}

/** Outside the window: the configured template, or nothing. */
export function byTemplate(
  { channel, settings }: SendingAccount,
  { purpose, body }: Pick<Waiting, 'purpose' | 'body'>,
): Permission {
  const template = channel.capabilities.templates ? templateFor(settings, purpose, body) : undefined;
  if (template) return { kind: 'go', route: 'template', template };
  const wantsOne = channel.capabilities.templates && purpose !== 'answer';
  const code = wantsOne ? 'needs_template' : 'outside_reply_window';
  return { kind: 'stop', code, why: 'rule:window_closed' };
}
