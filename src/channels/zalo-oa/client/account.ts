import type { ZaloCall } from './call.ts';
import { Oa, OaQuota, UserQuota } from './schema.ts';

export interface OaQuotaQuestion {
  readonly owner: 'OA' | 'APP';
  readonly product: 'cs' | 'transaction' | 'gmf10' | 'gmf50' | 'gmf100';
  readonly kind: 'sub_quota' | 'purchase_quota' | 'reward_quota';
}

/** Who the account is and what it may still send: https://docs.zaloplatforms.com/docs/OA. */
export function accountCalls(call: ZaloCall) {
  const quota = '/v3.0/oa/quota/message';
  return {
    getOa: () => call({ method: 'GET', path: '/v2.0/oa/getoa' }, Oa),
    userQuota: (userId: string) =>
      call({ method: 'POST', path: quota, body: { user_id: userId } }, UserQuota),
    oaQuota: ({ owner, product, kind }: OaQuotaQuestion) =>
      call(
        {
          method: 'POST',
          path: quota,
          body: { quota_owner: owner, product_type: product, quota_type: kind },
        },
        OaQuota,
      ),
  };
}
