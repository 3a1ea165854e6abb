import { systemClock } from '../core/clock.ts';
import type { WardId } from '../core/ids.ts';
import {
  createMailer,
  createPushSender,
  isPushService,
  type Mailer,
  type NoticeDeps,
  type NoticeSettingsDeps,
  type PushSender,
} from '../features/notices/index.ts';
import { createHttpClient } from '../lib/http-client.ts';
import type { LiveAccount } from './conversation-side.ts';
import type { Ground } from './ground.ts';

const pushes = ({ db, seal, config }: Ground): PushSender =>
  createPushSender({ db, seal, http: createHttpClient(), contact: `mailto:${config.admin.email}` });

/** Offices have their groups on the ward's Telegram account. */
const groupAccount = ({ accounts }: Ground, ward: WardId): LiveAccount | undefined =>
  accounts.ofChannel('telegram').find(({ wardId }) => wardId === ward);

/** What sends notices to staff. */
export function noticeDeps(ground: Ground): NoticeDeps & { readonly mailer: Mailer | undefined } {
  const { db, speak, config, metrics, log } = ground;
  const { publicUrl } = config.server;
  return {
    db,
    speak,
    metrics,
    log,
    mailer: config.mail && createMailer(config.mail),
    push: pushes(ground),
    groupChannel: (ward) => groupAccount(ground, ward)?.channel,
    ...(publicUrl !== undefined && { publicUrl }),
    now: systemClock.now,
  };
}

/** What their pages in the console stand on. */
export function noticeSettingsDeps(ground: Ground): NoticeSettingsDeps {
  const { db, seal, config } = ground;
  return {
    db,
    seal,
    push: pushes(ground),
    hasMail: config.mail !== undefined,
    hasGroupAccount: (ward) => groupAccount(ground, ward) !== undefined,
    isPushService,
    now: systemClock.now,
  };
}
