import type { InboundContent, SpokenMessage } from '../core/message.ts';
import type { Command, FlowBook, FlowCall } from './flow-book.ts';
import { openQuestion } from './frames.ts';
import { isSession, type Session } from './session.ts';
import { closeTalk, openTalk, sayShared, type Talk } from './talk.ts';
import { commandIn, shortcutIn } from './text.ts';
import { findAlert } from './understand/alerts.ts';
import { cleanText } from './understand/clean.ts';
import { readText } from './understand/read-answer.ts';
import { type Tokens, tokenize } from './understand/tokens.ts';

/** What the bot does about a message while an officer talks. */
export type BesideOfficer =
  /** Nothing: it is for the officer alone. */
  | { readonly kind: 'silent' }
  /** A warning that nobody may wait for; the session stays where it was. */
  | { readonly kind: 'warn'; readonly message: SpokenMessage }
  /** A right of the citizen that a machine carries out: `advance` as usual. */
  | { readonly kind: 'advance' };

const silent: BesideOfficer = { kind: 'silent' };

/**
 * Reads what a citizen did while an officer talks. Emergency numbers are told, and the flows of `withOfficer` begin
 * and go on; every other word, command and button is kept for the officer.
 */
export function besideOfficer(
  book: FlowBook,
  session: Session | null,
  content: InboundContent,
): BesideOfficer {
  const talk = openTalk(book, isSession(session) ? session : null, undefined);
  if (content.kind === 'choice') return isRight(talk, content) ? { kind: 'advance' } : silent;
  const words = wordsOf(content);
  if (words === '') return silent;
  const tokens = tokenize(words);
  const isAnswer = content.kind === 'text' && answersRight(talk, words);
  if (isAnswer || leadsToRight(book, commandIn(talk, tokens) ?? shortcutIn(talk, tokens)))
    return { kind: 'advance' };
  return warning(talk, tokens);
}

function wordsOf(content: InboundContent): string {
  if (content.kind === 'text' || content.kind === 'edited') return cleanText(content.text ?? '');
  return 'caption' in content ? cleanText(content.caption ?? '') : '';
}

const leadsToRight = (book: FlowBook, call: Command | FlowCall | undefined): boolean =>
  call !== undefined && 'flow' in call && book.routes.withOfficer.includes(call.flow);

/** The open question, when it belongs to a flow that goes on beside the officer. */
function questionOfRight(talk: Talk) {
  const question = openQuestion(talk);
  return question && talk.book.routes.withOfficer.includes(question.frame.flowId) ? question : undefined;
}

function answersRight(talk: Talk, words: string): boolean {
  const question = questionOfRight(talk);
  if (!question || !talk.asked) return false;
  return readText(talk.book, question.step, talk.asked.offered, words).kind === 'ok';
}

function isRight(talk: Talk, { choiceId }: { readonly choiceId: string }): boolean {
  const isOffered = talk.asked?.offered.some(({ id }) => id === choiceId) ?? false;
  if (isOffered && questionOfRight(talk)) return true;
  const { commands } = talk.book.routes;
  return leadsToRight(talk.book, Object.hasOwn(commands, choiceId) ? commands[choiceId] : undefined);
}

function warning(talk: Talk, tokens: Tokens): BesideOfficer {
  const alert = findAlert(talk.book, tokens);
  if (!alert || !('say' in alert)) return silent;
  talk.asked = null;
  sayShared(talk, alert.say);
  const said = closeTalk(talk).effects.find((effect) => effect.kind === 'say');
  return said ? { kind: 'warn', message: said.message } : silent;
}
