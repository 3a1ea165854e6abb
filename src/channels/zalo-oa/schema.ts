import { z } from 'zod';
import { storableText } from '../shared/storable-text.ts';

/**
 * Only the fields that we read of https://docs.zaloplatforms.com/docs/OA, webhook. Shapes differ between the
 * vendor's own pages, so a field that looks wrong counts as absent and never spoils the rest.
 */
const maybe = <T extends z.ZodType>(shape: T) => shape.optional().catch(undefined);

export const Id = z
  .union([z.string(), z.number()])
  .transform((id) => storableText(String(id)).trim())
  .refine((id) => id !== '');
const Text = z.string().transform(storableText);
const Amount = z
  .union([z.string().min(1), z.number()])
  .transform(Number)
  .refine(Number.isFinite);

/** Three spellings of one place. */
const Coordinates = z.object({
  latitude: maybe(Amount),
  longitude: maybe(Amount),
  lat: maybe(Amount),
  long: maybe(Amount),
  lng: maybe(Amount),
});
export type Coordinates = z.infer<typeof Coordinates>;

const Payload = z.object({
  url: maybe(z.string().transform(storableText)),
  name: maybe(Text),
  size: maybe(Amount),
  title: maybe(Text),
  description: maybe(Text),
  coordinates: maybe(Coordinates),
});
const Attachment = z.object({ payload: Payload.catch({}) });
export type Attachment = z.infer<typeof Attachment>;

const Message = z.object({
  msg_id: maybe(Id),
  msg_ids: z.array(Id).catch([]),
  text: maybe(Text),
  conversation_id: maybe(Id),
  attachments: z.array(Attachment.catch({ payload: {} })).catch([]),
  location: maybe(Coordinates),
});
export type Message = z.infer<typeof Message>;

/** What a citizen filled into the form that asks for contact data; of it we keep the number alone. */
export const UserInfo = z.object({ phone: Id });

const Party = z.object({ id: maybe(Id) });

export const ZaloEvent = z.object({
  event_name: z.string().min(1),
  timestamp: maybe(Id),
  sender: maybe(Party),
  recipient: maybe(Party),
  follower: maybe(Party),
  user_id: maybe(Id),
  oa_id: maybe(Id),
  oaId: maybe(Id),
  conversation_id: maybe(Id),
  message: maybe(Message),
  info: maybe(UserInfo),
  tag: maybe(z.object({ name: maybe(Text) })),
  template_id: maybe(Id),
  status: maybe(z.union([Text, z.object({ new_status: Text }).transform((change) => change.new_status)])),
  quality: maybe(z.union([Text, z.object({ new_quality: Text }).transform((change) => change.new_quality)])),
  quota: maybe(z.object({ prev_value: maybe(Amount), new_value: Amount })),
});
export type ZaloEvent = z.infer<typeof ZaloEvent>;
