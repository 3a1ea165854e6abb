import { z } from 'zod';

/** Only the fields that we read. The shapes are those of the vendor's webhook and Send API reference, v25.0. */

/** Ids are stored and compared as they are, so they may hold nothing that the database refuses. */
const VendorId = z
  .string()
  .max(300)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u);
/** Milliseconds since the epoch, within what a Date can hold. */
const Moment = z.int().min(0).max(8e15);
const Items = z.array(z.unknown()).catch([]);

export const Body = z.object({ object: z.literal('page'), entry: Items });

export const Entry = z.object({
  id: z.union([z.string(), z.int()]).transform(String),
  /** Milliseconds beside messages, seconds beside changes of the page. */
  time: Moment.optional().catch(undefined),
  messaging: Items,
  /** Messages of threads that another app controls. */
  standby: Items,
  changes: Items,
});
export type Entry = z.infer<typeof Entry>;

const Party = z
  .object({ id: VendorId.optional(), user_ref: VendorId.optional() })
  .optional()
  .catch(undefined);
export const Messaging = z.looseObject({
  sender: Party,
  recipient: Party,
  timestamp: Moment.optional().catch(undefined),
});
export type Messaging = z.infer<typeof Messaging>;

export const Message = z.object({
  mid: VendorId,
  text: z.string().optional(),
  quick_reply: z.object({ payload: z.string().min(1) }).optional(),
  attachments: z.array(z.unknown()).default([]),
  is_echo: z.boolean().optional(),
  app_id: z.union([z.int(), z.string()]).optional(),
  metadata: z.string().optional(),
});
export type Message = z.infer<typeof Message>;

export const Attachment = z.object({
  type: z.string(),
  payload: z
    .object({
      url: z
        .url({ protocol: /^https?$/ })
        .max(4000)
        .optional()
        .catch(undefined),
      /** Stickers came as images until 2026-08-30. */
      sticker_id: z.unknown().optional(),
      coordinates: z
        .object({ lat: z.number().min(-90).max(90), long: z.number().min(-180).max(180) })
        .optional()
        .catch(undefined),
    })
    .nullish(),
});

const Ref = z.object({ ref: z.string().optional() }).optional().catch(undefined);
export const Referral = z.object({ ref: z.string().optional() });
export const Postback = z.object({
  mid: VendorId.optional(),
  title: z.string().optional(),
  payload: z.string().min(1).optional(),
  referral: Ref,
});
export const Delivery = z.object({ mids: z.array(VendorId).optional().catch(undefined), watermark: Moment });
export const Read = z.object({ watermark: Moment });
export const Reaction = z.object({ mid: z.string().optional(), action: z.string().optional() });
export const MessageEdit = z.object({
  mid: VendorId,
  text: z.string().optional(),
  num_edit: z.union([z.int(), z.string()]).optional(),
});

export const Change = z.object({ field: z.string(), value: z.unknown() });
export const Comment = z.object({
  item: z.literal('comment'),
  verb: z.literal('add'),
  comment_id: VendorId,
  from: z.object({ id: z.string() }),
  message: z.string().regex(/\S/),
  /** Seconds since the epoch. */
  created_time: z.int().min(0).max(8e12).optional().catch(undefined),
});
/** The page names the field but shows no sample; these are the names that the field has on WhatsApp. */
export const TemplateUpdate = z.object({
  event: z.string().regex(/^[A-Z_]{1,40}$/),
  message_template_name: z.string().regex(/^\w{1,512}$/),
});

export const Sent = z.object({ message_id: VendorId });
export const GraphFailure = z.object({
  error: z.object({ code: z.int(), error_subcode: z.int().optional() }),
});
export type GraphFailure = z.infer<typeof GraphFailure>;
