import { err, ok, type Result } from '../../../core/result.ts';
import type { FilledTemplate, Receipt, SendError } from '../../channel.ts';
import { unreadableAnswer } from '../../shared/call-failures.ts';
import type { ZaloCall, ZaloRequest } from './call.ts';
import type { LimitMemory } from './limits.ts';
import { SentTemplate } from './schema.ts';

/** https://docs.zaloplatforms.com/docs/ZBS: a template approved by Zalo, with its places filled. Each one costs. */
export function templateCalls(call: ZaloCall, limits: LimitMemory) {
  async function send(request: Omit<ZaloRequest, 'method'>): Promise<Result<Receipt, SendError>> {
    const sent = await call({ method: 'POST', family: 'template', ...request }, SentTemplate);
    if (!sent.ok) return sent;
    const { message_id, msg_id, quota } = sent.value;
    if (quota) limits.noteQuota('template', quota.remainingQuota);
    const vendorMessageId = message_id ?? msg_id;
    return vendorMessageId === undefined ? err(unreadableAnswer) : ok({ vendorMessageId });
  }
  return {
    sendTemplate: (userId: string, { id, data }: FilledTemplate) =>
      send({
        path: '/v3.0/oa/message/template',
        body: { user_id: userId, template_id: id, template_data: data },
      }),
    /** `phone` is `84…`; `trackingId` has at most 48 characters. */
    sendTemplateByPhone: (phone: string, { id, data }: FilledTemplate, trackingId: string) =>
      send({
        at: 'business',
        path: '/message/template',
        body: { phone, template_id: id, template_data: data, tracking_id: trackingId },
      }),
  };
}
