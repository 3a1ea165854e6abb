import { type Actor, hasRole } from '../../core/actor.ts';
import type { ConversationId } from '../../core/ids.ts';
import type { WardTx } from '../../store/database.ts';
import { type SecretFlows, type Span, secretSpans } from './secret-spans.ts';
import { type HeardRow, loadHeard, loadMatters, type Matters } from './secrets.repo.ts';

/** What of one conversation is kept from the reader. */
export interface Withheld {
  /** What was said on, or in answer to, this event? */
  on(eventId: string | null): boolean;
  /** The citizen's own words on it? They answered a question in private: a name, a number, a secret. */
  inWords(eventId: string): boolean;
  /** Anything since? What has been gathered from several turns may hold it. */
  since(at: Date): boolean;
}

const nothing: Withheld = { on: () => false, inWords: () => false, since: () => false };

/**
 * What of these conversations is kept from this person. The chair reads everything; a petition is read by whoever the
 * chair gave it to, and so is a case about the conduct of staff.
 */
export async function withheldFrom(
  tx: WardTx,
  actor: Actor,
  { ids, flows }: { readonly ids: readonly ConversationId[]; readonly flows: SecretFlows },
): Promise<ReadonlyMap<ConversationId, Withheld>> {
  if (hasRole(actor, 'approver') || ids.length === 0) return new Map();
  const heard = await loadHeard(tx, ids);
  const matters = await loadMatters(tx, ids, actor.staffId);
  return new Map(
    matters.map((matter) => {
      const own = heard.filter(({ conversationId }) => conversationId === matter.conversationId);
      return [matter.conversationId, withheldOf(own, secretSpans(own, flows), matter)];
    }),
  );
}

function withheldOf(heard: readonly HeardRow[], spans: ReadonlyMap<string, Span>, matter: Matters): Withheld {
  const kept = heard.filter(({ eventId }) => {
    const span = spans.get(eventId);
    return span !== undefined && isKept(span, matter);
  });
  const ids = new Set(kept.map(({ eventId }) => eventId));
  const asked = new Set(heard.filter(({ names }) => names.includes('private')).map(({ eventId }) => eventId));
  return {
    inWords: (eventId) => ids.has(eventId) || asked.has(eventId),
    on: (eventId) => eventId !== null && ids.has(eventId),
    since: (moment) => kept.some(({ at }) => at >= moment.getTime()),
  };
}

const isKept = ({ kind, from, until }: Span, { othersCases, ownPetitions }: Matters): boolean =>
  kind === 'case' ? othersCases : !ownPetitions.some((at) => from <= at && at < until);

export const withheldIn = (all: ReadonlyMap<ConversationId, Withheld>, id: ConversationId): Withheld =>
  all.get(id) ?? nothing;
