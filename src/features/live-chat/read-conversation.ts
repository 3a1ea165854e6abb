import type {
  ConversationDetail,
  ConversationList,
  TurnsQuery,
} from '../../contracts/console/conversations.ts';
import { type Actor, hasRole } from '../../core/actor.ts';
import { maskPersonal } from '../../rules/masking.ts';
import { listConversations, loadConversation } from './conversation-list.repo.ts';
import { toList, toRow, withoutSecrets } from './conversation-list.ts';
import { refusal } from './live-chat.errors.ts';
import type { LiveChatDeps } from './live-chat-deps.ts';
import { type Withheld, withheldFrom, withheldIn } from './secrets.ts';
import { findTalk } from './talks.repo.ts';
import { findPhoto, readTurns, type TurnRow } from './transcript.repo.ts';
import { cursorOf, parseCursor, toTurn } from './transcript.ts';

export async function listOf(deps: LiveChatDeps, actor: Actor): Promise<ConversationList> {
  return deps.db.forWard(actor.wardId, async (tx) => {
    const rows = await listConversations(tx);
    const isChair = hasRole(actor, 'approver');
    const kept = await withheldFrom(tx, actor, { ids: rows.map(({ id }) => id), flows: deps.secretFlows });
    return {
      conversations: toList(
        deps,
        rows.map((row) => (isChair ? row : withoutSecrets(row, withheldIn(kept, row.id)))),
      ),
    };
  });
}

/** One conversation with its latest turns, or those before a cursor. */
export async function readConversation(
  deps: LiveChatDeps,
  actor: Actor,
  { id, query }: { readonly id: number; readonly query: TurnsQuery },
): Promise<ConversationDetail> {
  return deps.db.forWard(actor.wardId, async (tx) => {
    const row = await loadConversation(tx, id, actor.staffId);
    if (!row) throw refusal('conversation_not_found');
    const { staffId } = actor;
    const before = parseCursor(query.before);
    const rows = await readTurns(tx, row.id, { before, limit: query.limit + 1, staffId });
    const kept = await withheldFrom(tx, actor, { ids: [row.id], flows: deps.secretFlows });
    const withheld = withheldIn(kept, row.id);
    const isChair = hasRole(actor, 'approver');
    const shown = rows.slice(0, query.limit);
    const oldest = shown.at(-1);
    const open = isChair ? row : withoutSecrets(row, withheld);
    return {
      ...toRow(deps, open),
      topic: open.topic === null ? null : maskPersonal(open.topic),
      turns: shown.reverse().map((turn) => toTurn(turn, isKept(turn, withheld, isChair))),
      before: rows.length > query.limit && oldest ? cursorOf(oldest) : null,
      maxChars: deps.accountOf(row.accountId)?.channel.capabilities.maxTextChars ?? 0,
    };
  });
}

function isKept({ direction, eventId, isChairOnly }: TurnRow, withheld: Withheld, isChair: boolean): boolean {
  if (direction === 'in') return eventId !== null && withheld.inWords(eventId);
  return withheld.on(eventId) || (isChairOnly && !isChair);
}

export async function readPhoto(
  deps: LiveChatDeps,
  actor: Actor,
  { id, photo }: { readonly id: number; readonly photo: number },
): Promise<Uint8Array> {
  const found = await deps.db.forWard(actor.wardId, async (tx) => {
    const talk = await findTalk(tx, id, actor.staffId);
    if (!talk) return undefined;
    const kept = await withheldFrom(tx, actor, { ids: [talk.id], flows: deps.secretFlows });
    return withheldIn(kept, talk.id).inWords(String(photo)) ? undefined : findPhoto(tx, talk.id, photo);
  });
  const bytes = found && (await deps.readPhoto(found.accountId, found.file));
  if (!bytes) throw refusal('photo_gone');
  return bytes;
}
