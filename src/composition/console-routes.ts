import { knowsPhones } from '../channels/channel.ts';
import { systemClock } from '../core/clock.ts';
import { type CaseRoutesDeps, createCaseRoutes } from '../features/cases/index.ts';
import { createLiveChatRoutes } from '../features/live-chat/index.ts';
import { createNoticeRoutes } from '../features/notices/index.ts';
import {
  createAuditRoutes,
  createPeopleRoutes,
  createSessionRoutes,
  type StaffRoute,
} from '../features/staff/index.ts';
import { createWardAdminRoutes } from '../features/ward-admin/index.ts';
import { createPhotoCleaner } from '../features/web-chat/index.ts';
import { createAccountDesk } from './account-desk.ts';
import { caseDesk } from './case-desk.ts';
import type { Front } from './front.ts';
import { liveChatDeps } from './live-chat.ts';
import { noticeSettingsDeps } from './notices.ts';

/** Every address of the console, of all features. */
export function createConsoleRoutes(front: Front): readonly StaffRoute[] {
  const deps = { ...staffDeps(front), seal: front.seal };
  return [
    ...createSessionRoutes({ ...deps, oidc: null }),
    ...createCaseRoutes(caseDeps(front)),
    ...createLiveChatRoutes(liveChatDeps(front)),
    ...createNoticeRoutes(noticeSettingsDeps(front)),
    ...createPeopleRoutes(deps),
    ...createAuditRoutes(deps),
    ...createWardAdminRoutes(deps, createAccountDesk(front)),
  ];
}

/** What signing in, and every call afterwards, stands on. */
export const staffDeps = ({ db, config }: Front) => ({
  db,
  clock: systemClock,
  totp: config.staff.totp,
  publicUrl: config.server.publicUrl,
});

function caseDeps(front: Front): CaseRoutesDeps {
  const { accounts, db, seal } = front;
  return {
    ...caseDesk(front),
    db,
    seal,
    photos: createPhotoCleaner(),
    accountOf: accounts.of,
    textsOf(ward) {
      const account = accounts.ofChannel('sms').find(({ wardId }) => wardId === ward);
      if (!account) return undefined;
      const { channel, id } = account;
      return { account: id, chatOf: (phone) => (knowsPhones(channel) ? channel.chatOf(phone) : undefined) };
    },
    onDue: front.due,
    now: () => systemClock.now(),
  };
}
