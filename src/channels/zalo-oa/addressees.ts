import type { Addressees, RawRequest } from '../channel.ts';
import { parseJson } from './parse-json.ts';
import { ZaloEvent } from './schema.ts';
import { signatureOf } from './signature.ts';

/** Every id in an event that may be that of an Official Account: its place differs between events. */
export function candidatesOf({ recipient, sender, oa_id, oaId }: ZaloEvent): string[] {
  const ids = [recipient?.id, sender?.id, oa_id, oaId].filter((id) => id !== undefined);
  return [...new Set(ids)];
}

/**
 * Whose accounts a webhook may be for, before its signature is known: one address serves all accounts of an
 * app. The console's probe of the address is no event and has no signature.
 */
export function addressees(request: RawRequest): Addressees {
  const event = ZaloEvent.safeParse(parseJson(request.body.toString('utf8')));
  if (!event.success) return signatureOf(request) === undefined ? { kind: 'nobody' } : { kind: 'anyone' };
  const ids = candidatesOf(event.data);
  return ids.length > 0 ? { kind: 'accounts', ids } : { kind: 'anyone' };
}
