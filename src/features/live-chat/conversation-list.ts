import type { ConversationRow } from '../../contracts/console/conversations.ts';
import { maskPersonal } from '../../rules/masking.ts';
import { closesAt } from '../deliveries/index.ts';
import type { ListedRow } from './conversation-list.repo.ts';
import { canReach, type LiveChatDeps } from './live-chat-deps.ts';
import type { Withheld } from './secrets.ts';

const maxTextChars = 160;

/** Longest waiting first; where nobody waits, what was said last first. */
export function toList(deps: LiveChatDeps, rows: readonly ListedRow[]): ConversationRow[] {
  const shown = rows.map((row) => toRow(deps, row));
  const waits = ({ waiting }: ConversationRow): number => waiting ?? Number.POSITIVE_INFINITY;
  return shown.sort((one, other) =>
    waits(one) === waits(other) ? other.lastAt - one.lastAt : waits(one) - waits(other),
  );
}

export function toRow(deps: LiveChatDeps, row: ListedRow): ConversationRow {
  const account = deps.accountOf(row.accountId);
  const canWrite = canReach(deps, row);
  const last = lastOf(row);
  return {
    id: row.id,
    name: row.displayName,
    channel: row.channel,
    speaker: row.speaker,
    officer: row.officerId === null ? null : { id: row.officerId, name: row.officerName ?? '' },
    lastText: maskPersonal(last.text).slice(0, maxTextChars),
    lastAt: last.at.getTime(),
    waiting: waitingSince(row),
    windowClosesAt: account && canWrite ? closesAt(account, row.lastInteractionAt) : null,
    canWrite,
  };
}

/** Neither what was said in secret, nor what an officer was asked for in the same breath. */
export const withoutSecrets = (row: ListedRow, withheld: Withheld): ListedRow => ({
  ...row,
  topic: openTopic(row, withheld),
  heardText: row.heardEventId !== null && withheld.inWords(row.heardEventId) ? null : row.heardText,
  saidText: row.saidIsChairOnly || withheld.on(row.saidEventId) ? null : row.saidText,
});

/** Its first line is what was asked for; what was said later was added to it, line by line. */
function openTopic({ topic, askedAt, askedEventId }: ListedRow, withheld: Withheld): string | null {
  if (topic === null || withheld.on(askedEventId)) return null;
  return askedAt && withheld.since(askedAt) ? (topic.split('\n')[0] ?? null) : topic;
}

/** Before an officer talks, only what the officer is asked for: the rest was said to a machine. */
function lastOf(row: ListedRow): { readonly text: string; readonly at: Date } {
  if (row.speaker === 'bot')
    return { text: row.topic?.split('\n').at(-1) ?? '', at: row.askedAt ?? row.heardAt ?? new Date(0) };
  const heard = { text: row.heardText ?? '', at: row.heardAt ?? new Date(0) };
  const said = { text: row.saidText ?? '', at: row.saidAt ?? new Date(0) };
  return heard.at > said.at ? heard : said;
}

function waitingSince({ speaker, askedAt, heardAt, answeredAt, officerSince }: ListedRow): number | null {
  if (speaker === 'bot') return askedAt?.getTime() ?? null;
  // Whoever asked waits until the officer has said something, whenever the officer came.
  const wasAnswered = answeredAt !== null && officerSince !== null && answeredAt >= officerSince;
  if (!wasAnswered) return askedAt?.getTime() ?? heardAt?.getTime() ?? null;
  return heardAt && heardAt > answeredAt ? heardAt.getTime() : null;
}
