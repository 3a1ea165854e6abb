import { knowsPhones } from '../channels/channel.ts';
import { systemClock } from '../core/clock.ts';
import type { WardId } from '../core/ids.ts';
import { type CaseRoutesDeps, createCaseRoutes } from '../features/cases/index.ts';
import { createExportRoutes } from '../features/exports/index.ts';
import { createKnowledgeDeskRoutes } from '../features/knowledge-desk/index.ts';
import { createLiveChatRoutes } from '../features/live-chat/index.ts';
import { createNoticeRoutes } from '../features/notices/index.ts';
import { createCitizenRoutes, createDeskCitizenRoutes } from '../features/privacy/index.ts';
import { createPublicationRoutes } from '../features/publications/index.ts';
import {
  createAuditRoutes,
  createOidc,
  createOidcRoutes,
  createPeopleRoutes,
  createSessionRoutes,
  type StaffRoute,
} from '../features/staff/index.ts';
import { createStatisticsRoutes } from '../features/statistics/index.ts';
import { createWardAdminRoutes } from '../features/ward-admin/index.ts';
import { createPhotoCleaner } from '../features/web-chat/index.ts';
import { createAccountDesk } from './account-desk.ts';
import { caseDesk } from './case-desk.ts';
import type { Front } from './front.ts';
import { knowledgeDeskDeps } from './knowledge-desk.ts';
import { liveChatDeps } from './live-chat.ts';
import { noticeSettingsDeps } from './notices.ts';

/** Every address of the console, of all features. */
/** Open streams end when `stopping` does, so that the server can close. */
export function createConsoleRoutes(front: Front, stopping?: AbortSignal): readonly StaffRoute[] {
  const { oidc } = front.config.staff;
  const deps = { ...staffDeps(front), seal: front.seal, speak: front.speak };
  const citizens = {
    ...deps,
    law: front.law.personalData,
    chatsOf: (ward: WardId, phone: string) => chatsOf(front, ward, phone),
  };
  return [
    ...createSessionRoutes({ ...deps, oidc: oidc?.name ?? null }),
    ...createOidcRoutes({ ...deps, log: front.log, provider: oidc ? createOidc(oidc, front.seal) : null }),
    ...createPeopleRoutes(deps),
    ...createAuditRoutes(deps),
    ...createWardAdminRoutes({ ...deps, deadlines: front.law.deadlines }, createAccountDesk(front)),
    ...createCaseRoutes({ ...caseDeps(front), ...(stopping && { stopping }) }),
    ...createLiveChatRoutes(liveChatDeps(front)),
    ...createNoticeRoutes(noticeSettingsDeps(front)),
    ...createKnowledgeDeskRoutes(knowledgeDeskDeps(front)),
    ...createPublicationRoutes(deps),
    ...createStatisticsRoutes(deps),
    ...createExportRoutes(deps),
    ...createCitizenRoutes(citizens),
    ...createDeskCitizenRoutes(citizens),
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
    onFault: (error) => front.log.warn({ err: error }, 'a live stream of the console ended'),
    now: () => systemClock.now(),
  };
}

/** Under what name each of the ward's channels that know phones keeps this one. */
const chatsOf = ({ accounts }: Front, ward: WardId, phone: string): readonly string[] =>
  accounts
    .all()
    .filter(({ wardId }) => wardId === ward)
    .flatMap(({ channel }) => (knowsPhones(channel) ? [channel.chatOf(phone)] : []));
