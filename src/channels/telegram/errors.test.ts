import fc from 'fast-check';
import { GrammyError, HttpError } from 'grammy';
import { describe, expect, it } from 'vitest';
import { sendErrorOf } from './errors.ts';

const refused = (error_code: number, description: string) =>
  new GrammyError('failed', { ok: false, error_code, description }, 'sendMessage', { text: 'bí mật' });

describe('a failure in our words', () => {
  it('never repeats what the vendor quotes', () => {
    const quote = fc.constantFrom(['"', '"'], ["'", "'"], ['https://', '']);
    const content = fc.stringMatching(/^[A-Za-z]{12,20}$/);
    fc.assert(
      fc.property(quote, content, fc.integer({ min: 400, max: 599 }), ([open, close], words, status) => {
        const error = sendErrorOf(refused(status, `Bad Request: wrong value ${open}${words}${close} given`));
        expect(JSON.stringify(error)).not.toContain(words);
      }),
    );
  });

  it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])(
    '%s proves that nothing was sent',
    (code) => {
      const failed = new HttpError('failed', Object.assign(new Error('url with token'), { code }));

      expect(sendErrorOf(failed)).toEqual({ code: 'unreachable', vendorCode: code, provablyUnsent: true });
    },
  );

  it.each(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'UND_ERR_SOCKET'])('%s proves nothing', (code) => {
    const failed = new HttpError(
      'failed',
      new TypeError('fetch failed', { cause: Object.assign(new Error(), { code }) }),
    );

    expect(sendErrorOf(failed)).toEqual({ code: 'unreachable', vendorCode: code, provablyUnsent: false });
  });

  it('takes anything that was thrown', () => {
    fc.assert(
      fc.property(fc.anything(), (thrown) => {
        expect(sendErrorOf(new HttpError('failed', thrown)).code).toBe('unreachable');
        expect(sendErrorOf(thrown).provablyUnsent).toBe(false);
      }),
    );
  });
});
