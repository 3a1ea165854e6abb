import type { ConversationTurn } from '../../contracts/console/conversations.ts';
import type { InboundContent } from '../../core/message.ts';
import { maskCitizenIds } from '../../rules/masking.ts';
import type { Cursor, TurnRow } from './transcript.repo.ts';

/** `isWithheld`: it belongs to what is kept from the reader. */
export function toTurn(row: TurnRow, isWithheld: boolean): ConversationTurn {
  const head = { id: `${row.direction}:${row.id}`, at: Math.floor(Number(row.moment) / 1000) };
  const turn = row.direction === 'out' ? ours(row) : theirs(row);
  return isWithheld ? { ...head, ...turn, kind: 'withheld', text: '', photos: [] } : { ...head, ...turn };
}

type Said = Omit<ConversationTurn, 'id' | 'at'>;

function theirs({ id, content }: TurnRow): Said {
  return {
    from: 'citizen',
    by: null,
    kind: content?.kind ?? 'text',
    text: maskCitizenIds(content ? wordsOf(content) : ''),
    state: null,
    reason: null,
    clientId: null,
    photos: content?.kind === 'photo' ? [id] : [],
  };
}

function ours({ by, state, reason, body }: TurnRow): Said {
  const facts = body?.facts;
  return {
    from: facts?.officer === undefined ? 'bot' : 'officer',
    by,
    kind: 'text',
    text: maskCitizenIds(body?.text ?? ''),
    state,
    reason,
    clientId: facts?.said ?? null,
    photos: [],
  };
}

function wordsOf(content: InboundContent): string {
  switch (content.kind) {
    case 'text':
    case 'comment':
      return content.text;
    case 'edited':
      return content.text ?? '';
    case 'choice':
      return content.label ?? content.choiceId;
    case 'photo':
    case 'file':
      return content.caption ?? '';
    case 'location':
      return `${content.latitude}, ${content.longitude}`;
    case 'contact':
      return content.phone;
    default:
      return '';
  }
}

export const cursorOf = ({ moment, direction, id }: TurnRow): string => `${moment}.${direction}.${id}`;

/** The shape was checked where the query came in. */
export function parseCursor(text: string | undefined): Cursor | null {
  const [moment, direction, id] = text?.split('.') ?? [];
  return moment && direction && id ? { moment, direction, id } : null;
}
