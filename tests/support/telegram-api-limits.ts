import { z } from 'zod';

/**
 * What the published Bot API (10.1) allows in the methods that we call, written down by hand from
 * https://core.telegram.org/bots/api and independent of the channel. Unknown fields are faults.
 */
const chars = (least: number, most: number) => z.string().min(least).max(most);
const ChatId = z.union([z.int(), z.string().regex(/^(@\w{5,}|-?\d+)$/)]);
const bytes = (text: string) => Buffer.byteLength(text);

// https://core.telegram.org/bots/api#inlinekeyboardbutton: exactly one optional field; callback_data 1-64 bytes.
const InlineButton = z
  .strictObject({
    text: z.string().min(1),
    callback_data: z
      .string()
      .refine((data) => bytes(data) >= 1 && bytes(data) <= 64, 'callback_data must have 1-64 bytes')
      .optional(),
    url: z.url({ protocol: /^(https?|tg)$/ }).optional(),
    web_app: z.strictObject({ url: z.url({ protocol: /^https$/ }) }).optional(),
  })
  .refine((button) => Object.keys(button).length === 2, 'a button does exactly one thing');
// https://core.telegram.org/bots/api#inlinekeyboardmarkup; https://limits.tginfo.me/en: 8 in a row, 100 in all.
const InlineKeyboard = z.strictObject({
  inline_keyboard: z
    .array(z.array(InlineButton).min(1).max(8))
    .refine((rows) => rows.flat().length <= 100, 'at most 100 buttons'),
});
// https://core.telegram.org/bots/api#keyboardbutton: at most one request.
const ReplyButton = z
  .strictObject({
    text: z.string().min(1),
    request_contact: z.boolean().optional(),
    request_location: z.boolean().optional(),
  })
  .refine((button) => Object.keys(button).length <= 2, 'a button asks for at most one thing');
const ReplyKeyboard = z.strictObject({
  keyboard: z.array(z.array(ReplyButton).min(1).max(12)).min(1),
  one_time_keyboard: z.boolean().optional(),
  resize_keyboard: z.boolean().optional(),
  is_persistent: z.boolean().optional(),
  input_field_placeholder: chars(1, 64).optional(),
});
const RemoveKeyboard = z.strictObject({
  remove_keyboard: z.literal(true),
  selective: z.boolean().optional(),
});

const UpdateKinds = z.array(
  z.enum([
    'message',
    'edited_message',
    'channel_post',
    'edited_channel_post',
    'callback_query',
    'my_chat_member',
    'chat_member',
    'inline_query',
  ]),
);

const methods: Record<string, z.ZodType> = {
  // https://core.telegram.org/bots/api#sendmessage
  sendMessage: z.strictObject({
    chat_id: ChatId,
    text: chars(1, 4096).refine((text) => text.trim() !== '', 'message text is empty'),
    link_preview_options: z.strictObject({ is_disabled: z.boolean() }).optional(),
    disable_notification: z.boolean().optional(),
    reply_markup: z.union([InlineKeyboard, ReplyKeyboard, RemoveKeyboard]).optional(),
  }),
  // https://core.telegram.org/bots/api#answercallbackquery
  answerCallbackQuery: z.strictObject({
    callback_query_id: z.string().min(1),
    text: chars(0, 200).optional(),
    show_alert: z.boolean().optional(),
  }),
  // https://core.telegram.org/bots/api#setwebhook
  setWebhook: z.strictObject({
    url: z.url().or(z.literal('')),
    secret_token: z.string().regex(/^[A-Za-z0-9_-]{1,256}$/),
    max_connections: z.int().min(1).max(100).optional(),
    allowed_updates: UpdateKinds.optional(),
    drop_pending_updates: z.boolean().optional(),
  }),
  // https://core.telegram.org/bots/api#deletewebhook
  deleteWebhook: z.strictObject({ drop_pending_updates: z.boolean().optional() }),
  // https://core.telegram.org/bots/api#getupdates
  getUpdates: z.strictObject({
    offset: z.int().optional(),
    limit: z.int().min(1).max(100).optional(),
    timeout: z.int().min(0).max(50).optional(),
    allowed_updates: UpdateKinds.optional(),
  }),
  // https://core.telegram.org/bots/api#setmycommands: at most 100 commands.
  setMyCommands: z.strictObject({
    commands: z
      .array(z.strictObject({ command: z.string().regex(/^[a-z0-9_]{1,32}$/), description: chars(1, 256) }))
      .max(100),
    scope: z.strictObject({ type: z.enum(['default', 'all_private_chats']) }).optional(),
    language_code: z
      .string()
      .regex(/^([a-z]{2})?$/)
      .optional(),
  }),
  // https://core.telegram.org/bots/api#getfile
  getFile: z.strictObject({ file_id: z.string().min(1) }),
  // https://core.telegram.org/bots/api#getme, #getwebhookinfo
  getMe: z.strictObject({}),
  getWebhookInfo: z.strictObject({}),
};

/** What the vendor would refuse in this call, in words without the content; empty when it obeys the limits. */
export function limitFaults(method: string, payload: unknown): string[] {
  const shape = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (!shape) return [`unknown method ${method}`];
  const parsed = shape.safeParse(payload);
  if (parsed.success) return [];
  return parsed.error.issues.map(({ path, message }) => `${method} ${path.join('.')}: ${message}`);
}
