import { hearAlert } from './alert.ts';
import type { AskStep } from './flow.ts';
import type { Command, FlowBook, FlowCall } from './flow-book.ts';
import { openQuestion, placeOf } from './frames.ts';
import { askPlaceOf, forgetFrom, previousQuestion, standAt } from './history.ts';
import { goBack, obey, startCall, startFlow } from './moves.ts';
import { askAgain, askedAt, isResting, narrowQuestion } from './question.ts';
import type { Frame } from './session.ts';
import { refuseAnswer, refuseNumber, takeAnswer } from './take-answer.ts';
import { sayShared, type Talk } from './talk.ts';
import { findAlert } from './understand/alerts.ts';
import { type ChoiceMatch, matchExactly, matchPartly } from './understand/choices.ts';
import { findWithin, leadingPhrases, meaningsThatFill, readWithin } from './understand/phrases.ts';
import { asksAside, asksForPapers, looksLikeQuestion } from './understand/questions.ts';
import { type Answer, answerWith, readAlsoText, readMatched, readText } from './understand/read-answer.ts';
import { readSaid } from './understand/said.ts';
import { slice, type Tokens, tokenize } from './understand/tokens.ts';

/** A question for the search; more than this is a letter. */
const maxQuestionChars = 500;

/** Understands a cleaned text in whatever state the conversation is. */
export function hearText(talk: Talk, text: string): void {
  const tokens = tokenize(text);
  if (tokens.normal.length === 0) {
    hearSigns(talk, tokens);
    return;
  }
  if (takeSaid(talk, tokens)) return;
  const match = choiceIn(talk, tokens);
  if (takeMatch(talk, match)) return;
  if (isResting(talk) && hearPattern(talk, tokens, true)) return;
  if (hearAlert(talk, tokens)) return;
  if (hearCorrection(talk, tokens)) return;
  const command = commandIn(talk, tokens);
  if (command) {
    obey(talk, command);
    return;
  }
  if (openQuestion(talk)) hearAnswer(talk, tokens, match);
  else hearFreely(talk, tokens);
}

/** No letters and no digits: 👍, "?", "…". */
function hearSigns(talk: Talk, tokens: Tokens): void {
  if (takeSaid(talk, tokens)) return;
  if (takeMatch(talk, choiceIn(talk, tokens))) return;
  const { help } = talk.book.routes.commands;
  if (help && /[?？]/.test(tokens.text)) {
    obey(talk, help);
    return;
  }
  sayShared(talk, 'sticker');
  askAgain(talk);
}

/** Words that the open question itself gives a meaning go before what they mean elsewhere. */
function takeSaid(talk: Talk, tokens: Tokens): boolean {
  const question = openQuestion(talk);
  if (!question) return false;
  const { step, bundle, frame } = question;
  const words = [bundle.words.vi.steps[frame.step], bundle.words.en.steps[frame.step]];
  return take(talk, readSaid(talk.book.lexicon, step, words, tokens));
}

const choiceIn = (talk: Talk, tokens: Tokens): ChoiceMatch =>
  matchExactly(talk.book.lexicon, talk.asked?.offered ?? [], tokens);

function takeMatch(talk: Talk, match: ChoiceMatch): boolean {
  const question = openQuestion(talk);
  if (match.kind !== 'one' || !question || !talk.asked) return false;
  return take(talk, answerWith(question.step, talk.asked.offered, match.at));
}

function take(talk: Talk, answer: Answer): boolean {
  if (answer.kind === 'ok') takeAnswer(talk, answer);
  return answer.kind === 'ok';
}

/**
 * The command that the whole text is, apart from politeness; "0" is none where a number is asked for, and
 * "cần gì" asks for papers although "gì" alone asks for help.
 */
export function commandIn(talk: Talk, tokens: Tokens): Command | undefined {
  const { lexicon, routes } = talk.book;
  const isNumber = openQuestion(talk)?.step.ask === 'number' && /^\d+$/.test(tokens.text);
  const read = isNumber ? undefined : readWithin(lexicon.commands, lexicon.fillers, tokens);
  if (!read) return undefined;
  const asked = readWithin(lexicon.followUps, lexicon.fillers, tokens);
  return asked && asked.words > read.words ? undefined : routes.commands[read.meaning];
}

/** "À không, ý tôi là …": the rest answers the question before, or else this one, or is a new question. */
function hearCorrection(talk: Talk, tokens: Tokens): boolean {
  const opening = leadingPhrases(talk.book.lexicon.corrections, tokens);
  // Where words are taken beside the choices, they are read with their opening.
  const takesWords = openQuestion(talk)?.step.also.text !== undefined && opening < tokens.normal.length;
  if (opening === 0 || takesWords) return false;
  const rest = slice(tokens, opening);
  if (rest.normal.length === 0) goBack(talk);
  else if (!reviseAnswer(talk, rest)) hearText(talk, rest.text);
  return true;
}

/** Takes a text as the new answer to the question before the open one, where it fits. */
export function reviseAnswer(talk: Talk, tokens: Tokens): boolean {
  if (talk.misses > 0) return false;
  const earlier = previousQuestion(talk);
  const place = earlier && askPlaceOf(talk, earlier);
  if (!earlier || !place) return false;
  const { offered } = askedAt(talk, place);
  const exact = readText(talk.book, place.step, offered, tokens.text);
  const partly = exact.kind === 'ok' ? undefined : matchPartly(talk.book.lexicon, offered, tokens);
  const answer = partly?.kind === 'one' ? answerWith(place.step, offered, partly.at) : exact;
  if (answer.kind !== 'ok' || !standAt(talk, earlier)) return false;
  forgetFrom(talk, earlier);
  takeAnswer(talk, answer);
  return true;
}

/** The open question first; what it cannot use is a shortcut, a follow-up, or a question of its own. */
function hearAnswer(talk: Talk, tokens: Tokens, match: ChoiceMatch): void {
  const question = openQuestion(talk);
  if (!question || !talk.asked) return;
  if (match.kind !== 'one' && hearAside(talk, question.step, tokens)) return;
  const answer = readMatched(talk.book, question.step, talk.asked.offered, tokens.text, match);
  if (take(talk, answer)) return;
  if (answer.kind === 'out_of_range') {
    refuseNumber(talk);
    return;
  }
  if (hearPartOfLabel(talk, tokens)) return;
  const { lexicon } = talk.book;
  const beside = readAlsoText(talk.book, question.step, tokens.text);
  if (question.step.also.text?.rule !== undefined && take(talk, beside)) return;
  if (hearElsewhere(talk, tokens)) return;
  const isChoice = question.step.ask === 'choice' || question.step.ask === 'confirm';
  const isPlain = asksAside(lexicon, tokens);
  const isQuestion =
    tokens.text.length <= maxQuestionChars &&
    (question.step.sensitive ? isPlain : looksLikeQuestion(lexicon, tokens));
  if (!isPlain && take(talk, beside)) return;
  if (isChoice || isQuestion) {
    askKnowledge(talk, tokens);
    return;
  }
  refuseAnswer(talk, answer.kind === 'bad' ? answer.reason : 'invalid');
}

/** Where words are asked for: what is a request or a question of its own, and no answer. */
function hearAside(talk: Talk, step: AskStep, tokens: Tokens): boolean {
  if (step.ask !== 'text') return false;
  const takesRequests = step.resting || step.asides !== undefined;
  const call = takesRequests ? shortcutIn(talk, tokens) : undefined;
  if (call) startCall(talk, call);
  else if (asidesAt(step, talk.book, tokens)) hearFreely(talk, tokens);
  else return false;
  return true;
}

function asidesAt({ asides }: AskStep, book: FlowBook, tokens: Tokens): boolean {
  const { lexicon } = book;
  if (asides === 'any') return asksAside(lexicon, tokens);
  if (asides !== 'papers') return false;
  return asksForPapers(lexicon, tokens) && findAlert(book, tokens) === undefined;
}

function hearPartOfLabel(talk: Talk, tokens: Tokens): boolean {
  const question = openQuestion(talk);
  if (!question || !talk.asked) return false;
  const { offered } = talk.asked;
  const match = matchPartly(talk.book.lexicon, offered, tokens);
  if (match.kind === 'several') narrowQuestion(talk, match.at);
  if (match.kind === 'one') return take(talk, answerWith(question.step, offered, match.at));
  return match.kind === 'several';
}

function hearFreely(talk: Talk, tokens: Tokens): void {
  if (!hearElsewhere(talk, tokens)) askKnowledge(talk, tokens);
}

function hearElsewhere(talk: Talk, tokens: Tokens): boolean {
  const call = shortcutIn(talk, tokens) ?? followUpIn(talk, tokens) ?? shortQuestionIn(talk, tokens);
  if (call) startCall(talk, call);
  return call !== undefined || hearPattern(talk, tokens);
}

export function shortcutIn(talk: Talk, tokens: Tokens): FlowCall | undefined {
  const { lexicon, routes } = talk.book;
  const id = findWithin(lexicon.shortcuts, lexicon.fillers, tokens);
  return id === undefined ? undefined : routes.shortcuts[id];
}

export const isShortcut = (talk: Talk, tokens: Tokens): boolean => shortcutIn(talk, tokens) !== undefined;

function followUpIn(talk: Talk, tokens: Tokens): FlowCall | undefined {
  const { lexicon, routes } = talk.book;
  if ((talk.memory[routes.followUps.needs] ?? null) === null) return undefined;
  const id = findWithin(lexicon.followUps, lexicon.fillers, tokens);
  return id === undefined ? undefined : routes.followUps.routes[id];
}

/**
 * A short question that names no subject of its own ("online được không", "thế khi nào thì có ạ") is about
 * what was answered last; when nothing was, we ask what it is about instead of guessing.
 */
function shortQuestionIn(talk: Talk, tokens: Tokens): FlowCall | undefined {
  const { lexicon, routes } = talk.book;
  const { needs, routes: parts, otherwise } = routes.followUps;
  const [part] = meaningsThatFill(lexicon.followUps, lexicon.around, tokens);
  if (part !== undefined && (talk.memory[needs] ?? null) !== null) return parts[part];
  const [shortcut, ...others] = meaningsThatFill(lexicon.shortcuts, lexicon.around, tokens);
  if (shortcut !== undefined && others.every((other) => other === shortcut))
    return routes.shortcuts[shortcut];
  return part !== undefined && isResting(talk) ? (otherwise[part] ?? otherwise.any) : undefined;
}

/** `wished`: only what is about something remembered. */
function hearPattern(talk: Talk, tokens: Tokens, wished = false): boolean {
  for (const { rule, flow, save, needs } of talk.book.routes.patterns) {
    if ((needs !== undefined) !== wished) continue;
    if (needs !== undefined && (talk.memory[needs] ?? null) === null) continue;
    const checked = talk.book.rules[rule]?.check(tokens.text);
    if (!checked?.ok) continue;
    startFlow(talk, flow, { [save]: checked.value });
    return true;
  }
  return false;
}

/** In the middle of something confidential, and with a bare "yes" or "send it", nothing is kept as a question. */
function askKnowledge(talk: Talk, tokens: Tokens): void {
  if (talk.photo !== null && isResting(talk) && !asksAside(talk.book.lexicon, tokens)) {
    const { photo } = talk.book.routes;
    startFlow(talk, photo.flow, { [photo.save]: talk.photo, [photo.caption]: tokens.text });
    return;
  }
  const { flow, save, unkept } = talk.book.routes.question;
  const { answers, fillers } = talk.book.lexicon;
  const isConfidential = talk.stack.some((frame) => isSensitive(talk, frame));
  const isAnswer = findWithin(answers, fillers, tokens) !== undefined;
  const given = { [save]: tokens.text.slice(0, maxQuestionChars) };
  startFlow(talk, flow, isConfidential || isAnswer ? { ...given, [unkept]: true } : given, isConfidential);
}

function isSensitive(talk: Talk, frame: Frame): boolean {
  const step = placeOf(talk, frame)?.step;
  return step?.kind === 'ask' && step.sensitive;
}
