import { err, ok } from '../../core/result.ts';
import { noAnswer } from '../shared/call-failures.ts';
import { refusalOf } from './errors.ts';
import { type Provider, type ProviderDeps, type Submission, senderOf } from './provider.ts';

/** Kannel's own path, where the operator gave only the gateway's address. */
const usualPath = '/cgi-bin/sendsms';
/** Every kind of report: delivered 1, failed 2, buffered 4, submitted 8, rejected 16. */
const allReports = 31;
/** 202 `0: Accepted for delivery`, `3: Queued for later delivery`, or `Sent.` with immediate replies. */
const taken = /^\s*(?:[03]:|Sent\.)/;

/** Kannel's sendsms interface. Its protocol puts the password into the query, which our logs never show. */
export function createKannel({ account, http }: ProviderDeps): Provider {
  const url = new URL(account.sendUrl).pathname === '/' ? account.sendUrl + usualPath : account.sendUrl;
  const from = senderOf(account);

  function query({ to, text, unicode, reportUrl }: Submission): Record<string, string | number> {
    return {
      username: account.username,
      password: account.password,
      ...(from !== undefined && { from }),
      to,
      text,
      charset: 'UTF-8',
      ...(unicode && { coding: 2 }),
      ...(reportUrl !== undefined && { 'dlr-mask': allReports, 'dlr-url': reportPattern(reportUrl) }),
    };
  }

  return {
    async submit(submission) {
      const answer = await http.request({ url, query: query(submission), expect: 'text' });
      if (!answer.ok) return err(noAnswer(answer.error));
      const { status, body } = answer.value;
      if ((status === 200 || status === 202) && taken.test(body)) {
        return ok({ vendorMessageId: submission.id });
      }
      return err(refusalOf(answer.value, body));
    },
    async probe() {
      const answer = await http.request({ url, expect: 'text' });
      if (!answer.ok) return err(noAnswer(answer.error));
      // Without credentials Kannel answers 403; an address without Kannel behind it would not.
      if (answer.value.status === 404 || answer.value.status >= 500) return err(refusalOf(answer.value));
      return ok({ detail: 'Cổng kannel có trả lời; tên và mật khẩu chỉ kiểm được khi gửi tin' });
    },
  };
}

/** Kannel fills `%` signs in, so those of our own address are doubled; `%d` becomes the status. */
const reportPattern = (reportUrl: string): string => `${reportUrl.replaceAll('%', '%%')}&status=%d`;
