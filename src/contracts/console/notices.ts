/** How a member of staff is told of things: `/api/console/notices`. */
import { z } from 'zod';

/** What notices tell of. */
export const noticeKinds = [
  'new_case',
  'due_soon',
  'overdue',
  'escalated_lead',
  'escalated_chair',
  'assigned',
  'taken_over',
  'mentioned',
  'waiting_approval',
  'returned',
  'citizen_wrote',
  'withdrawn',
  'reopened',
  'rated_badly',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

const Ways = z.object({ email: z.boolean(), push: z.boolean() });
export const NoticeChoices = z.partialRecord(z.enum(noticeKinds), Ways);
export type NoticeChoices = z.infer<typeof NoticeChoices>;

export const NoticeSettings = z.object({
  /** Every kind, as chosen or as usual. */
  kinds: z.record(z.enum(noticeKinds), Ways),
  email: z.object({ address: z.string(), available: z.boolean() }),
  /** Browsers that take notices for this person. */
  push: z.object({ browsers: z.number().int() }),
  /** `available`: the ward has a Telegram account; `linked`: answers in groups are known to be this person's. */
  telegram: z.object({ available: z.boolean(), linked: z.boolean() }),
});
export type NoticeSettings = z.infer<typeof NoticeSettings>;
/** Kinds that are not named stay as they are. */
export const ChangeNotices = z.object({ kinds: NoticeChoices });

/** For the browser's `pushManager.subscribe`. What arrives is `{ kind, code, caseId }` as JSON, and nothing else. */
export const PushKey = z.object({ publicKey: z.string() });
/** A `PushSubscription` as the browser writes it. */
export const PushSubscription = z.object({
  endpoint: z.url().max(1000),
  keys: z.object({
    p256dh: z.string().regex(/^[\w-]{80,100}=?$/),
    auth: z.string().regex(/^[\w-]{20,30}={0,2}$/),
  }),
});
export type PushSubscription = z.infer<typeof PushSubscription>;
export const EndedPush = z.object({ endpoint: z.url().max(1000) });

/** To be sent to the ward's bot in private: `/lienket CODE`. */
export const TelegramCode = z.object({ code: z.string(), expiresAt: z.number() });
