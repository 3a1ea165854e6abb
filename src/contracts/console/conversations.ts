/** Live conversations in the console: `/api/console/conversations`. Moments are milliseconds since the epoch. */
import { z } from 'zod';
import { Person } from './cases.ts';

/** A chat that somebody waits in, or that an officer has taken over. */
export const ConversationRow = z.object({
  id: z.number().int(),
  /** As the platform gives it; null = it gives none. */
  name: z.string().nullable(),
  channel: z.string(),
  speaker: z.enum(['bot', 'officer']),
  /** Who talks, while `speaker` is `officer`. */
  officer: Person.nullable(),
  /** What was said last in the talk, or what the officer is asked for; personal numbers hidden. */
  lastText: z.string(),
  lastAt: z.number(),
  /** Since when the citizen waits for a person; null = the next word is theirs. */
  waiting: z.number().nullable(),
  /** Until when an officer can write freely; null = there is no limit, or nothing is possible (see `canWrite`). */
  windowClosesAt: z.number().nullable(),
  /** False: the window is closed, or the citizen has blocked the account. */
  canWrite: z.boolean(),
});
export type ConversationRow = z.infer<typeof ConversationRow>;

/** Longest waiting first, then those in which nobody waits. */
export const ConversationList = z.object({ conversations: z.array(ConversationRow) });
export type ConversationList = z.infer<typeof ConversationList>;

export const ConversationTurn = z.object({
  id: z.string(),
  at: z.number(),
  from: z.enum(['citizen', 'bot', 'officer']),
  /** Name of the officer who wrote it. */
  by: z.string().nullable(),
  /**
   * text, choice, photo, file, location, contact, sticker, voice …: what is more than words is told by it.
   * `withheld`: about a complaint, a denunciation or the conduct of staff; only the chair and whoever the chair gave
   * it to read it.
   */
  kind: z.string(),
  text: z.string(),
  /** Of what we sent: created, sending, sent, delivered, seen, …_failure, unknown. Null = the citizen's. */
  state: z.string().nullable(),
  /** Why it did not arrive: one of our codes. */
  reason: z.string().nullable(),
  /** The id that the page gave it. */
  clientId: z.string().nullable(),
  /** Shown by `GET /conversations/{id}/photos/{photo}`. */
  photos: z.array(z.string()),
});
export type ConversationTurn = z.infer<typeof ConversationTurn>;

/** From the page before: `before`. */
export const TurnsQuery = z.object({
  before: z
    .string()
    .regex(/^\d{1,18}\.(in|out)\.\d{1,18}$/)
    .exactOptional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type TurnsQuery = z.infer<typeof TurnsQuery>;

export const ConversationDetail = ConversationRow.extend({
  /** What the officer was asked for. */
  topic: z.string().nullable(),
  /** Oldest first. */
  turns: z.array(ConversationTurn),
  /** For the turns before these; null = there are none. */
  before: z.string().nullable(),
  /** Longest message of the channel, in characters; longer ones go in several. */
  maxChars: z.number().int(),
});
export type ConversationDetail = z.infer<typeof ConversationDetail>;

export const TakeAnswer = z.object({
  outcome: z.enum(['talking', 'taken']),
  /** Who has it, when it was taken. */
  by: z.string().nullable(),
});
export type TakeAnswer = z.infer<typeof TakeAnswer>;

/** Sent once for each `id`, however often it is repeated. */
export const OfficerMessage = z.object({ id: z.uuid(), text: z.string().trim().min(1).max(4000) });
export type OfficerMessage = z.infer<typeof OfficerMessage>;
export const MessageTaken = z.object({ accepted: z.literal(true) });

export const HandBackAnswer = z.object({ outcome: z.enum(['handed_back', 'closed', 'nothing']) });
export type HandBackAnswer = z.infer<typeof HandBackAnswer>;
