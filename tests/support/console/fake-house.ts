import type { z } from 'zod';
import type { CaseDetail } from '../../../src/contracts/console/case.ts';
import type { ConversationDetail } from '../../../src/contracts/console/conversations.ts';
import type { Session } from '../../../src/contracts/console/session.ts';
import { makeDetail, makeRow, makeTalk, session } from './data.ts';

/** What the stand-in of the house holds; tests change it directly. */
export interface FakeHouse {
  session: Session | null;
  password: string;
  /** Six digits that are asked for; null = none are. */
  code: string | null;
  readonly cases: Map<number, CaseDetail>;
  talk: z.infer<typeof ConversationDetail>;
  /** Method, address and body of every call that changes something. */
  readonly calls: { readonly address: string; readonly body: unknown }[];
  /** Addresses that answer 500 until they are taken out. */
  readonly broken: Set<string>;
}

export function createFakeHouse(count = 12): FakeHouse {
  const now = Date.now();
  const rows = Array.from({ length: count }, (_, at) => makeRow(at + 1, now));
  return {
    session: session(),
    password: 'mật khẩu đủ dài',
    code: null,
    cases: new Map(rows.map((row) => [row.id, makeDetail(row, now)])),
    talk: makeTalk(now),
    calls: [],
    broken: new Set(),
  };
}
