/** Channel-neutral messages: what a citizen can send us and what we can say. */

export type Language = 'vi' | 'en';

/** What a citizen did, without a trace of the platform it came from. */
export type InboundContent =
  | { readonly kind: 'text'; readonly text: string }
  /** A button was pressed; `choiceId` is the id that we gave it. */
  | { readonly kind: 'choice'; readonly choiceId: string; readonly label?: string }
  | { readonly kind: 'photo'; readonly file: FileRef; readonly caption?: string }
  | { readonly kind: 'file'; readonly file: FileRef; readonly caption?: string }
  | { readonly kind: 'location'; readonly latitude: number; readonly longitude: number }
  | { readonly kind: 'contact'; readonly phone: string; readonly own: boolean }
  | { readonly kind: 'sticker' }
  | { readonly kind: 'voice' }
  /** The conversation was opened; `source` is the campaign code of a deep link. */
  | { readonly kind: 'start'; readonly source?: string }
  /** An earlier message was changed; `text` is its new wording. */
  | { readonly kind: 'edited'; readonly text?: string }
  /** The citizen blocked or left us: nothing may be sent until `unblocked`. */
  | { readonly kind: 'blocked' }
  | { readonly kind: 'unblocked' }
  /** Touched the chat without a word (opened it, reacted): the reply window opens, nobody waits for an answer. */
  | { readonly kind: 'touched'; readonly what: string }
  /** A comment under one of the ward's posts; one private answer is allowed. */
  | { readonly kind: 'comment'; readonly text: string }
  /** A delivery receipt for one of our messages. */
  | { readonly kind: 'receipt'; readonly vendorMessageId: string; readonly state: 'delivered' | 'seen' }
  /** The same for every message sent to this citizen up to a moment (milliseconds since the epoch). */
  | { readonly kind: 'receipt_until'; readonly until: number; readonly state: 'delivered' | 'seen' }
  /** The platform gave up on a message that it had taken. */
  | { readonly kind: 'undelivered'; readonly vendorMessageId: string; readonly vendorCode: string }
  /**
   * An answer to one of our messages in a group of staff; the event's `userId` is the group. Nothing else that is
   * said in groups is read.
   */
  | {
      readonly kind: 'group_reply';
      /** The platform's id of our message. */
      readonly answers: string;
      /** The platform's id of whoever wrote it, as in a private chat. */
      readonly from: string;
      readonly text: string;
    }
  /** Something new from the platform: stored, counted, answered politely when a person waits. */
  | { readonly kind: 'unknown'; readonly vendorType: string; readonly expectsAnswer: boolean };

/** A file that stays with the platform until somebody needs it. */
export interface FileRef {
  /** The platform's id, opaque to us. */
  readonly id: string;
  readonly mime?: string;
  readonly bytes?: number;
  readonly name?: string;
}

/** One event of one citizen on one channel account. */
export interface InboundEvent {
  /** The platform's id of this event, unique per account; a second delivery is a no-op. */
  readonly eventId: string;
  /** The platform's id of the chat, and so of the conversation. */
  readonly userId: string;
  /** Milliseconds since the epoch, by the platform's clock. */
  readonly at: number;
  readonly content: InboundContent;
  readonly displayName?: string;
}

/** An answer that the citizen can pick. */
export interface Choice {
  /** Short and stateless: at most 64 bytes (Telegram `callback_data`). */
  readonly id: string;
  readonly label: string;
}

export interface Link {
  readonly label: string;
  readonly url: string;
}

/** What the bot wants to say, before it is fitted to a channel. */
export interface SpokenMessage {
  readonly text: string;
  /** The same in one breath, for channels on which every piece costs money. */
  readonly brief?: string;
  readonly choices: readonly Choice[];
  readonly links?: readonly Link[];
  /** Ask for the citizen's place or phone with the platform's own button, where it has one. */
  readonly request?: 'location' | 'contact';
}
