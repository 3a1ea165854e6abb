import { officerWindowClosesAt, routeInWindow } from '../../rules/reply-window.ts';
import { CommonSettings } from '../accounts/index.ts';
import type { Chat } from './case-detail.repo.ts';
import type { CaseRoutesDeps } from './desk.ts';

/** How the citizen of a case can be reached now. */
export interface Reachable {
  readonly channel: string;
  readonly windowClosesAt: number | null;
  readonly open: boolean;
  /** The citizen has blocked us. */
  readonly blocked: boolean;
  readonly maxChars: number;
  readonly hasTemplate: boolean;
}

/** By the same rules that decide when the message is sent. */
export function reachOf(
  { accountOf, capabilitiesOf }: Pick<CaseRoutesDeps, 'accountOf' | 'capabilitiesOf'>,
  chat: Chat,
  now: number,
): Reachable {
  const capabilities = capabilitiesOf(chat.accountId);
  const settings = CommonSettings.safeParse(accountOf(chat.accountId)?.settings ?? {});
  const common = settings.success ? settings.data : {};
  const rule = { ...capabilities, paysForLateReplies: common.paidReplies !== false };
  const { lastInteractionAt } = chat;
  const route = routeInWindow(rule, { purpose: 'officer', lastInteractionAt, now });
  return {
    channel: chat.channel,
    windowClosesAt: officerWindowClosesAt(rule, lastInteractionAt),
    open: route !== undefined && !chat.blocked,
    blocked: chat.blocked,
    maxChars: capabilities.maxTextChars,
    hasTemplate: capabilities.templates && common.templates?.notice !== undefined,
  };
}
