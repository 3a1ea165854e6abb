import { knowsPhones } from '../channels/channel.ts';
import { systemClock } from '../core/clock.ts';
import { type CaseRoutesDeps, createCaseRoutes } from '../features/cases/index.ts';
import { createExportRoutes } from '../features/exports/index.ts';
import { createCitizenRoutes } from '../features/privacy/index.ts';
import { createPublicationRoutes } from '../features/publications/index.ts';
import { createSessionRoutes, type StaffRoute } from '../features/staff/index.ts';
import { createStatisticsRoutes } from '../features/statistics/index.ts';
import { createPhotoCleaner } from '../features/web-chat/index.ts';
import type { Front } from './front.ts';

/** Every address of the console, of all features. */
export function createConsoleRoutes(front: Front): readonly StaffRoute[] {
  const deps = { ...staffDeps(front), seal: front.seal, speak: front.speak };
  return [
    ...createSessionRoutes({ ...deps, oidc: null }),
    ...createCaseRoutes(caseDeps(front)),
    ...createPublicationRoutes(deps),
    ...createStatisticsRoutes(deps),
    ...createExportRoutes(deps),
    ...createCitizenRoutes({ ...deps, law: front.law.personalData }),
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
  const { accounts, db, law, seal, speak } = front;
  return {
    db,
    seal,
    speak,
    deadlines: law.deadlines,
    rules: law.caseRules,
    photos: createPhotoCleaner(),
    accountOf: accounts.of,
    capabilitiesOf: accounts.capabilitiesOf,
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
