import { z } from 'zod';
import { err, ok, type Result } from '../../../core/result.ts';
import type { SendError } from '../../channel.ts';
import { unreadableAnswer } from '../../shared/call-failures.ts';
import { vendorWord } from '../../shared/vendor-word.ts';
import { type CodeFamily, type Refusal, statusRefusal } from '../errors.ts';
import { parseJson } from '../parse-json.ts';

const Code = z.union([z.number(), z.string().regex(/^-?\d{1,6}$/)]).transform(Number);
const Envelope = z.object({
  error: Code,
  message: z.string().optional().catch(undefined),
  data: z.unknown().optional(),
});
/** The shape of the token server's refusals; other servers of the vendor fall into it too. */
const NamedError = z.object({ error_name: z.string() });

/** What an answer says before anybody knows what its codes mean. */
export type Verdict =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'failed'; readonly error: SendError };

/** The `data` of a success. The vendor says 200 to failures too, and answers from before it may be anything. */
export function openEnvelope(status: number, text: string, family: CodeFamily): Result<unknown, Verdict> {
  const json = parseJson(text);
  const envelope = Envelope.safeParse(json);
  if (!envelope.success) return err({ kind: 'failed', error: withoutEnvelope(status, json) });
  const { error: code, message: words, data } = envelope.data;
  if (code !== 0) {
    return err({ kind: 'refused', refusal: { family, code, ...(words !== undefined && { words }) } });
  }
  if (status >= 400) return err({ kind: 'failed', error: statusRefusal(status) });
  return ok(data);
}

function withoutEnvelope(status: number, json: unknown): SendError {
  const named = NamedError.safeParse(json);
  if (named.success) {
    return { code: 'misconfigured', vendorCode: vendorWord(named.data.error_name), provablyUnsent: true };
  }
  return status >= 300 ? statusRefusal(status) : unreadableAnswer;
}
