import type { Alert } from './flow-book.ts';
import { openQuestion } from './frames.ts';
import { openAlready, startCall } from './moves.ts';
import { askAgain, isResting } from './question.ts';
import { sayShared, type Talk } from './talk.ts';
import { findAlert, isAlertAlone } from './understand/alerts.ts';
import { asksPlainly, asksSomething, looksLikeQuestion } from './understand/questions.ts';
import { readAlsoText } from './understand/read-answer.ts';
import { type Tokens, tokenize } from './understand/tokens.ts';

const maxSpokenWords = 200;
/** As much of a letter says what it is about. */
const maxOpeningChars = 500;

/** A letter that begins like a report is one; how much of it is kept is the flow's own matter. */
export function hearLetter(talk: Talk, text: string): boolean {
  const { lexicon, routes } = talk.book;
  const start = tokenize(text.slice(0, maxOpeningChars));
  const heard = findAlert(lexicon.alerts, start);
  const alert = heard && routes.alerts[heard.id];
  if (!isResting(talk) || !alert || 'say' in alert || alert.save === undefined) return false;
  startCall(talk, alert, { [alert.save]: text });
  return true;
}

/** Says or begins what the words of an alert ask for; false when the text is to be heard on. */
export function hearAlert(talk: Talk, tokens: Tokens): boolean {
  if (tokens.normal.length > maxSpokenWords) return false;
  const { lexicon, routes } = talk.book;
  const heard = findAlert(lexicon.alerts, tokens);
  const alert = heard && routes.alerts[heard.id];
  if (!heard || !alert) return false;
  if (!('say' in alert)) return startAlert(talk, alert, tokens);
  sayShared(talk, alert.say);
  if (looksLikeQuestion(lexicon, tokens) && !isAlertAlone(heard, lexicon.around, tokens)) return false;
  if (openQuestion(talk)) askAgain(talk);
  return true;
}

/** Where the flow runs already and waits for words, they belong to the answer. */
function startAlert(talk: Talk, alert: Exclude<Alert, { say: unknown }>, tokens: Tokens): boolean {
  const { lexicon } = talk.book;
  const isQuestion = alert.save ? asksPlainly(lexicon, tokens) : asksSomething(lexicon, tokens);
  const open = openQuestion(talk)?.step;
  const takesWords =
    open?.ask === 'text' || (open && readAlsoText(talk.book, open, tokens.text).kind === 'ok');
  const isAnswer = openAlready(talk, alert.flow) >= 0 && takesWords;
  if (isAnswer || (isQuestion && alert.unlessQuestion)) return false;
  const above = { [talk.book.routes.photo.save]: talk.photo };
  startCall(talk, alert, alert.save === undefined ? {} : { [alert.save]: tokens.text, ...above });
  return true;
}
