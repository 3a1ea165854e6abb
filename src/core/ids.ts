/** Branded identifiers, so that one kind of id cannot be passed for another. */
type Brand<T, Name extends string> = T & { readonly __brand: Name };

export type WardId = Brand<number, 'WardId'>;
/** A channel account of a ward: one Telegram bot, one Zalo OA, the ward's web chat … */
export type AccountId = Brand<number, 'AccountId'>;
/** One citizen's thread with one channel account. */
export type ConversationId = Brand<number, 'ConversationId'>;
/** A row of `message`: one outgoing message and its delivery. */
export type MessageId = Brand<number, 'MessageId'>;
/** A row of `inbound_event`. */
export type EventId = Brand<number, 'EventId'>;

export const wardId = (value: number): WardId => value as WardId;
export const accountId = (value: number): AccountId => value as AccountId;
export const conversationId = (value: number): ConversationId => value as ConversationId;
