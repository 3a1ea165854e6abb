import { z } from 'zod';

/** Only the fields that we read of https://core.telegram.org/bots/api#update, version 10.1. */
/** Seconds since the epoch, within what a Date can hold. */
const Seconds = z.number().min(0).max(8e12);
const Chat = z.object({ id: z.int(), type: z.string() });
const User = z.object({
  id: z.int(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  is_bot: z.boolean().optional(),
});
const VendorFile = z.object({
  file_id: z.string().min(1),
  file_size: z.number().optional(),
  mime_type: z.string().optional(),
  file_name: z.string().optional(),
});
export type VendorFile = z.infer<typeof VendorFile>;

export const Message = z.object({
  chat: Chat,
  from: User.optional(),
  date: Seconds,
  edit_date: Seconds.optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  /** The same picture in several sizes, the largest last. */
  photo: z.array(VendorFile).min(1).optional(),
  document: VendorFile.optional(),
  video: VendorFile.optional(),
  animation: z.unknown().optional(),
  sticker: z.unknown().optional(),
  voice: z.unknown().optional(),
  audio: z.unknown().optional(),
  video_note: z.unknown().optional(),
  location: z.object({ latitude: z.number(), longitude: z.number() }).optional(),
  contact: z.object({ phone_number: z.string(), user_id: z.int().optional() }).optional(),
  /** What the message answers. */
  reply_to_message: z
    .object({
      message_id: z.int(),
      from: z.object({ id: z.int(), is_bot: z.boolean().optional() }).optional(),
    })
    .optional(),
});
export type Message = z.infer<typeof Message>;

export const CallbackQuery = z.object({
  id: z.string(),
  from: User,
  data: z.string().optional(),
  message: z.object({ chat: Chat, reply_markup: z.unknown().optional() }).optional(),
});

export const ChatMemberUpdated = z.object({
  chat: Chat,
  from: User.optional(),
  date: Seconds,
  new_chat_member: z.object({ status: z.string() }),
});
export type ChatMemberUpdated = z.infer<typeof ChatMemberUpdated>;

export const Update = z.looseObject({ update_id: z.int().nonnegative() });

/** Enough of any update to know whose it is. */
export const Stranger = z.object({
  chat: Chat.optional(),
  message: z.object({ chat: Chat }).optional(),
  from: User.optional(),
  user: User.optional(),
});

const InlineButton = z.object({ text: z.string(), callback_data: z.string().optional() });
/** The keyboard that was under the pressed message, to find the pressed button's label. */
export const Keyboard = z.object({ inline_keyboard: z.array(z.array(InlineButton)) });

/** The proof of a sent message: https://core.telegram.org/bots/api#sendmessage. */
export const Sent = z.object({ message_id: z.int() });
