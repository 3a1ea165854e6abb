import { z } from 'zod';

const Button = z.object({
  title: z.string(),
  type: z.string(),
  payload: z.union([z.string(), z.object({ url: z.string() })]),
});
const Element = z.object({ title: z.string().optional(), subtitle: z.string().optional() });
const Sent = z.object({
  recipient: z.object({ user_id: z.string().optional() }).optional(),
  message: z
    .object({
      text: z.string().optional(),
      attachment: z
        .object({
          type: z.string(),
          payload: z.object({
            template_type: z.string().optional(),
            buttons: z.array(Button).optional(),
            elements: z.array(Element).optional(),
          }),
        })
        .optional(),
    })
    .optional(),
  tracking_id: z.string().optional(),
  phone: z.string().optional(),
});

/** Faults of one request by the limits that Zalo publishes, written down here a second time on purpose. */
export function zaloLimitFaults(path: string, payload: unknown): string[] {
  if (!path.includes('/message')) return [];
  const parsed = Sent.safeParse(payload);
  if (!parsed.success) return [`${path}: a shape that Zalo does not know`];
  const { message, tracking_id, phone, recipient } = parsed.data;
  const { text, attachment } = message ?? {};
  const buttons = attachment?.payload.buttons ?? [];
  const faults: [boolean, string][] = [
    [/message\/(transaction|promotion)/.test(path), 'an endpoint that is dead'],
    [/message\/cs$/.test(path) && !recipient?.user_id, 'no recipient'],
    [(text ?? '').length > 2000, 'a text over 2000'],
    [text !== undefined && text !== text.normalize('NFC'), 'a text that is not composed'],
    [message !== undefined && !text && !attachment, 'nothing to say'],
    [buttons.length > 5, 'more than five buttons'],
    [buttons.some(({ title }) => title === '' || title.length > 100), 'a title over 100'],
    [buttons.some(({ payload: sent }) => JSON.stringify(sent).length > 1000), 'a payload over 1000'],
    [(tracking_id ?? '').length > 48, 'a tracking id over 48'],
    [phone !== undefined && !/^84\d{9,10}$/.test(phone), 'a phone that is not 84…'],
    ...formFaults(attachment?.payload.elements ?? []),
  ];
  return faults.filter(([broken]) => broken).map(([, words]) => `${path}: ${words}`);
}

function formFaults(elements: readonly z.infer<typeof Element>[]): [boolean, string][] {
  return [
    [elements.length > 1, 'more than one element'],
    [elements.some(({ title }) => (title ?? '').length > 100), 'a form title over 100'],
    [elements.some(({ subtitle }) => (subtitle ?? '').length > 500), 'a form subtitle over 500'],
  ];
}
