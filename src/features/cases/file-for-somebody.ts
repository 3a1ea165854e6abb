import type { z } from 'zod';
import type { NewCase } from '../../contracts/console/case.ts';
import { type Actor, hasRole } from '../../core/actor.ts';
import { normalisePhone } from '../../core/phone.ts';
import type { WardTx } from '../../store/database.ts';
import { refusal } from './cases.errors.ts';
import { sealContact } from './contact.ts';
import { type CaseRoutesDeps, loadClockwork } from './desk.ts';
import { type Filed, fileCase } from './file-case.ts';
import { sightOf } from './visibility.ts';

/** Filed by staff for somebody who has no chat: at the counter, by phone, by a neighbourhood's head. */
export async function fileForSomebody(
  tx: WardTx,
  deps: CaseRoutesDeps,
  { actor, wish }: { readonly actor: Actor; readonly wish: z.infer<typeof NewCase> },
): Promise<Filed> {
  const { kind, category, body, address, urgent, name } = wish;
  const phone = wish.phone ? normalisePhone(wish.phone) : null;
  if (phone === undefined) throw refusal('bad_phone');
  const contact = { name: name || null, phone };
  const report = {
    kind,
    category,
    body,
    neighbourhoodId: neighbourhoodFor(actor, wish.neighbourhoodId),
    address,
    place: null,
    identityShown: true,
    contactSealed: sealContact(deps.seal, contact),
    conversationId: null,
    channel: 'staff',
    urgent,
    filedById: actor.staffId,
  };
  return fileCase(tx, report, deps.now(), await loadClockwork(tx, deps));
}

/** A head files for their own neighbourhood; named or not. */
function neighbourhoodFor(actor: Actor, wanted: number | null): number | null {
  if (hasRole(actor, 'dispatcher', 'officer', 'lead', 'approver')) return wanted;
  const { neighbourhoods } = sightOf(actor);
  if (wanted === null) return neighbourhoods[0] ?? null;
  if (!neighbourhoods.includes(wanted)) throw refusal('unknown_neighbourhood');
  return wanted;
}
