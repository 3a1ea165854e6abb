import type { FlowBook } from './flow-book.ts';
import { hearResult } from './hear-result.ts';
import { expectsAnswer, receive, replayHeld } from './inbound.ts';
import { isSession, newSession, type Session } from './session.ts';
import { closeTalk, openTalk, sayShared, type Talk } from './talk.ts';
import type { EngineEvent, Trace, Turn } from './turn.ts';

export type { Effect, EngineEvent, Trace, Turn } from './turn.ts';

/**
 * One step of the conversation: pure, total and quick. Time comes with the event; nothing is thrown; a
 * session of another spec or with flows that are gone restarts politely.
 *
 * Host: `let turn = advance(book, session, event)`; while the last effect is a `call`, carry it out and
 * `turn = advance(book, turn.session, result)`; collect the effects of all turns, store the last session.
 */
export function advance(book: FlowBook, session: Session | null, event: EngineEvent, trace?: Trace): Turn {
  const known = isSession(session) ? session : null;
  if (event.kind === 'call_result') return takeResult(book, known, event, trace);
  if (!expectsAnswer(event.content)) return { session: known ?? newSession(), effects: [] };
  const abandoned = known?.waiting ? { ...known, waiting: null, stack: [] } : known;
  const talk = openTalk(book, abandoned, trace);
  if (!session && event.content.kind !== 'start') sayShared(talk, 'first_hello');
  if (session && !known) sayShared(talk, 'restarted');
  receive(talk, event.content, event.at);
  return finishTurn(talk);
}

function takeResult(
  book: FlowBook,
  session: Session | null,
  event: Extract<EngineEvent, { kind: 'call_result' }>,
  trace: Trace | undefined,
): Turn {
  if (session?.waiting?.ability !== event.ability) return { session: session ?? newSession(), effects: [] };
  const talk = openTalk(book, session, trace);
  hearResult(talk, event.outcome, event.values);
  return finishTurn(talk);
}

/** A message that expects an answer gets one, whatever a flow forgot. */
function finishTurn(talk: Talk): Turn {
  if (talk.replay && !talk.call) replayHeld(talk);
  const silent =
    !talk.call &&
    !talk.texts.some((text, at) => text.trim() !== '' && talk.keys[at] !== 'shared.first_hello');
  if (silent) sayShared(talk, 'resting');
  return closeTalk(talk);
}
