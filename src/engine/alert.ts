import type { Alert } from './flow-book.ts';
import { openQuestion } from './frames.ts';
import { openAlready, startCall } from './moves.ts';
import { askAgain, isResting } from './question.ts';
import { sayShared, type Talk } from './talk.ts';
import { findAlert } from './understand/alerts.ts';
import { asksPlainly, asksSomething } from './understand/questions.ts';
import { readAlsoText, readText } from './understand/read-answer.ts';
import { type Tokens, tokenize } from './understand/tokens.ts';

const maxSpokenWords = 200;
/** As much of a letter says what it is about. */
const maxOpeningChars = 500;

/** A letter that begins like a report is one; how much of it is kept is the flow's own matter. */
export function hearLetter(talk: Talk, text: string): boolean {
  const alert = findAlert(talk.book, tokenize(text.slice(0, maxOpeningChars)));
  if (!isResting(talk) || !alert || 'say' in alert || alert.save === undefined) return false;
  startCall(talk, alert, { [alert.save]: text });
  return true;
}

/** Says or begins what the words of an alert ask for; false when the text is to be heard on. */
export function hearAlert(talk: Talk, tokens: Tokens): boolean {
  if (tokens.normal.length > maxSpokenWords) return false;
  const alert = findAlert(talk.book, tokens);
  if (!alert) return false;
  if (!('say' in alert)) return startAlert(talk, alert, tokens);
  sayShared(talk, alert.say);
  // Whoever is in trouble gets nothing else to read.
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
  const isAnswer =
    (alert.unlessQuestion && fits(talk, tokens)) ||
    (openAlready(talk, alert.flow) >= 0 && (takesWords || open?.sensitive === true));
  if (isAnswer || (isQuestion && alert.unlessQuestion)) return false;
  const above = { [talk.book.routes.photo.save]: talk.photo };
  startCall(talk, alert, alert.save === undefined ? {} : { [alert.save]: tokens.text, ...above });
  return true;
}

/** Words for the question that is open, in whichever flow. */
function fits(talk: Talk, tokens: Tokens): boolean {
  const step = openQuestion(talk)?.step;
  if (step?.ask !== 'text' || step.resting) return false;
  return readText(talk.book, step, talk.asked?.offered ?? [], tokens.text).kind === 'ok';
}
