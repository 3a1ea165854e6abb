import type { InboundEvent } from '../../core/message.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { ChannelHost, RawRequest, ReceiveError } from '../channel.ts';
import { candidatesOf } from './addressees.ts';
import { readEvent } from './inbound.ts';
import { keepNews } from './news.ts';
import { parseJson } from './parse-json.ts';
import { ZaloEvent } from './schema.ts';
import { judgeSignature, type Signer } from './signature.ts';

/** Checks the signature on the bytes as they came, then reads the one event in them. */
export async function receive(
  request: RawRequest,
  signer: Signer,
  host: ChannelHost,
): Promise<Result<readonly InboundEvent[], ReceiveError>> {
  const verdict = judgeSignature(request, signer);
  if (verdict === 'with_oa_id') host.notice('signature_with_oa_id');
  if (verdict !== 'genuine') return err({ code: 'bad_signature' });
  const event = ZaloEvent.safeParse(parseJson(request.body.toString('utf8')));
  if (!event.success) return err({ code: 'malformed' });
  // Accounts of one app may share a secret; each takes only what is its own.
  const candidates = candidatesOf(event.data);
  if (candidates.length > 0 && !candidates.includes(signer.oaId)) return ok([]);
  // The event itself is stored too: the platform must not wait for a note.
  keepNews(event.data, host).catch(() => host.notice('note_not_kept', event.data.event_name));
  return ok(readEvent(event.data, { oaId: signer.oaId, now: host.clock.now(), ids: host.ids }));
}
