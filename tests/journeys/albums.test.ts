import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadFlowBook } from '../../src/catalog/flows/load-flow-book.ts';
import { advance } from '../../src/engine/engine.ts';
import type { Session } from '../../src/engine/session.ts';

const loaded = loadFlowBook(fileURLToPath(new URL('../..', import.meta.url)));
if (!loaded.ok) throw new Error('the catalog has faults');
const book = loaded.value;

/** Sends one photo; every ability finds nothing but keeps the picture. Says how often something was answered. */
function photo(session: Session | null, at: number): { session: Session; said: number; kept: number } {
  const content = { kind: 'photo', file: { id: `photo-${at}` } } as const;
  let turn = advance(book, session, { kind: 'inbound', at, content });
  let kept = 0;
  for (let last = turn.effects.at(-1); last?.kind === 'call'; last = turn.effects.at(-1)) {
    const outcome = last.ability === 'read_qr' ? 'unreadable' : 'kept';
    if (outcome === 'kept') kept += 1;
    turn = advance(book, turn.session, {
      kind: 'call_result',
      at,
      ability: last.ability,
      outcome,
      values: {},
    });
  }
  return { session: turn.session, kept, said: turn.effects.filter(({ kind }) => kind === 'say').length };
}

describe('the pictures of an album', () => {
  it('are all kept and answered once; a later one is answered again', () => {
    const first = photo(null, 1_000_000);
    const second = photo(first.session, 1_002_000);
    const third = photo(second.session, 1_004_000);
    const later = photo(third.session, 1_060_000);

    expect([first, second, third, later].map(({ said }) => said)).toEqual([1, 0, 0, 1]);
    expect([first, second, third, later].map(({ kept }) => kept)).toEqual([1, 1, 1, 1]);
  });
});
