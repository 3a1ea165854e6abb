import { z } from 'zod';
import { err, ok } from '../../core/result.ts';
import { noAnswer, unreadableAnswer } from '../shared/call-failures.ts';
import { esmsRefusal, refusalOf } from './errors.ts';
import { type Provider, type ProviderDeps, type Submission, senderOf } from './provider.ts';

/** https://developers.esms.vn: SendMultipleMessage_V4_post_json. */
const service = '/MainService.svc/json';
const method = '/SendMultipleMessage_V4_post_json/';
const takenCode = '100';
/** SmsType: 2 = customer care under a brand name, 8 = from a fixed number. */
const smsTypes = { brandName: '2', fixedNumber: '8' } as const;

const Answer = z.object({
  CodeResult: z.union([z.string(), z.number()]).transform(String),
  SMSID: z.union([z.string(), z.number()]).transform(String).optional(),
});

export function createEsms({ account, http }: ProviderDeps): Provider {
  const url = fullAddress(account.sendUrl);
  const from = senderOf(account);
  const hasBrand = from !== undefined && !/^\d+$/.test(from);

  function body({ to, text, id, unicode, reportUrl }: Submission): object {
    return {
      ApiKey: account.username,
      SecretKey: account.password,
      Phone: to.replace(/^84/, '0'),
      Content: text,
      ...(hasBrand && { Brandname: from }),
      SmsType: hasBrand ? smsTypes.brandName : smsTypes.fixedNumber,
      IsUnicode: unicode ? '1' : '0',
      ...(account.sandbox && { Sandbox: '1' }),
      // A second request with the same id sends nothing.
      RequestId: id,
      ...(reportUrl !== undefined && { CallbackUrl: reportUrl }),
    };
  }

  return {
    async submit(submission) {
      const answer = await http.request({ method: 'POST', url, body: body(submission) });
      if (!answer.ok) return err(noAnswer(answer.error));
      if (answer.value.status >= 300) return err(refusalOf(answer.value));
      const said = Answer.safeParse(answer.value.body);
      if (!said.success) {
        return err(unreadableAnswer);
      }
      if (said.data.CodeResult !== takenCode) return err(esmsRefusal(said.data.CodeResult));
      return ok({ vendorMessageId: said.data.SMSID || submission.id });
    },
    async probe() {
      const answer = await http.request({ url, expect: 'text' });
      if (!answer.ok) return err(noAnswer(answer.error));
      if (answer.value.status >= 500) return err(refusalOf(answer.value));
      return ok({ detail: 'Cổng eSMS có trả lời; ApiKey và SecretKey chỉ kiểm được khi gửi tin' });
    },
  };
}

/** The operator gives the base address, the service's, or the method's own. */
function fullAddress(sendUrl: string): string {
  if (/SendMultipleMessage/i.test(sendUrl)) return `${sendUrl}/`;
  return sendUrl.endsWith(service) ? sendUrl + method : sendUrl + service + method;
}
