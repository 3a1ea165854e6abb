/** What a platform can show. The renderer degrades a message to fit; it never asks "is this Telegram?". */
export interface Capabilities {
  /** Characters (UTF-16 units) of one text message. */
  readonly maxTextChars: number;
  /** Buttons under one message; 0 = none, choices become a numbered list. */
  readonly maxButtons: number;
  readonly maxButtonLabelChars: number;
  /** Bytes of the id that a button carries back. */
  readonly maxButtonIdBytes: number;
  /** Buttons that open a link. */
  readonly linkButtons: boolean;
  readonly requestsLocation: boolean;
  readonly requestsContact: boolean;
  readonly receivesPhotos: boolean;
  readonly receivesFiles: boolean;
  readonly opensMiniApp: boolean;
  /** Hours after the citizen's last message in which we may write; null when there is no limit. */
  readonly replyWindowHours: number | null;
  /** The first hours of the window, in which a message costs nothing; null when all of it is free. */
  readonly freeReplyHours: number | null;
  /** Hours in which an officer, but not the bot, may still answer; null when there is no such rule. */
  readonly officerWindowHours: number | null;
  /** Outside the window an approved template may go instead. */
  readonly templates: boolean;
  /**
   * Texts that one answer may take, where each costs money: the short wording goes where there is one, and
   * what is still over is cut at the end of a sentence. Choices are never cut. Null when there is no limit.
   */
  readonly maxTextsPerAnswer: number | null;
  /** Messages per second of one account, over all chats. */
  readonly sendsPerSecond: number;
  /** Seconds over which the platform counts them. */
  readonly rateWindowSeconds: number;
  /** Messages per second to one chat; null when the platform names no limit. */
  readonly sendsPerSecondPerChat: number | null;
}
