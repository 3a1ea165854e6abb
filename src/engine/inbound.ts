import type { InboundContent } from '../core/message.ts';
import { hearLetter } from './alert.ts';
import { openQuestion, placeOf, pushFlow } from './frames.ts';
import { questionByTag, standAt } from './history.ts';
import { obey, startCall, startFlow } from './moves.ts';
import { askAgain, isResting } from './question.ts';
import type { SharedKey } from './shared-words.ts';
import { countMiss, takeAnswer } from './take-answer.ts';
import { sayShared, type Talk } from './talk.ts';
import { commandIn, hearText, isShortcut, reviseAnswer } from './text.ts';
import { matchExactly } from './understand/choices.ts';
import { cleanText } from './understand/clean.ts';
import { looksLikeQuestion } from './understand/questions.ts';
import { answerWith, readOther, readText, valueIn } from './understand/read-answer.ts';
import { tokenize } from './understand/tokens.ts';
import { forgetPlace, walk } from './walk.ts';

/** More than this is a letter; free-text answers may be as long as what is read. */
const maxTypedChars = 1_500;

const quiet: ReadonlySet<InboundContent['kind']> = new Set([
  'receipt',
  'receipt_until',
  'undelivered',
  'touched',
  'blocked',
  'unblocked',
  'group_reply',
]);

/** Does somebody wait for an answer to this? */
export function expectsAnswer(content: InboundContent): boolean {
  if (content.kind === 'unknown') return content.expectsAnswer;
  return !quiet.has(content.kind);
}

/** Takes whatever the citizen did. */
export function receive(talk: Talk, content: InboundContent, at: number): void {
  const wasAway = talk.lastEventAt > 0 && at - talk.lastEventAt > talk.book.routes.resume.afterHours * hour;
  forgetFleeting(talk, at);
  noticeAlbum(talk, content, at);
  talk.lastEventAt = at;
  if (content.kind === 'start') open(talk, content.source);
  else if (talk.stack.some((frame) => !placeOf(talk, frame))) beginAnew(talk, content);
  else if (wasAway && !isResting(talk) && !talk.away) comeFromAway(talk, content);
  else hear(talk, content);
}

const hour = 3_600_000;
/** Pictures sent together arrive one by one, and each is fetched before the next is heard. */
const albumMs = 10_000;

function noticeAlbum(talk: Talk, content: InboundContent, at: number): void {
  const isPicture = content.kind === 'photo' && cleanText(content.caption ?? '') === '';
  talk.hushed = isPicture && talk.photoAt !== undefined && at - talk.photoAt <= albumMs;
  talk.photoAt = content.kind === 'photo' ? at : undefined;
}

function forgetFleeting(talk: Talk, at: number): void {
  const { names, minutes } = talk.book.routes.fleeting;
  if (at - talk.lastEventAt <= minutes * 60_000) return;
  const kept = Object.entries(talk.memory).filter(([name]) => !names.includes(name));
  talk.memory = Object.fromEntries(kept);
}

/** A flow or its version is gone: says so, and answers what can be answered without it. */
function beginAnew(talk: Talk, content: InboundContent): void {
  forgetPlace(talk);
  sayShared(talk, 'restarted');
  if (bringsOwnQuestion(talk, content)) hear(talk, content);
  else startCall(talk, talk.book.routes.menu);
}

function comeFromAway(talk: Talk, content: InboundContent): void {
  talk.away = { held: null };
  if (content.kind === 'choice' || bringsOwnQuestion(talk, content)) hear(talk, content);
  else askToResume(talk, content);
}

const campaignCode = /^[\w-]{1,64}$/;

function open(talk: Talk, source: string | undefined): void {
  const { entry, routes } = talk.book;
  forgetPlace(talk);
  if (source === undefined || !campaignCode.test(source)) pushFlow(talk, entry, {}, false);
  else {
    talk.marks.push(`source:${source}`);
    pushFlow(talk, routes.source.flow, { [routes.source.save]: source }, false);
  }
  walk(talk);
}

/** A command or a question that does not answer the open one speaks for itself. */
function bringsOwnQuestion(talk: Talk, content: InboundContent): boolean {
  if (content.kind !== 'text') return false;
  const tokens = tokenize(cleanText(content.text));
  if (commandIn(talk, tokens)) return true;
  if (!looksLikeQuestion(talk.book.lexicon, tokens)) return false;
  const question = openQuestion(talk);
  if (!question || !talk.asked) return true;
  return readText(talk.book, question.step, talk.asked.offered, tokens.text).kind !== 'ok';
}

function askToResume(talk: Talk, content: InboundContent): void {
  const question = openQuestion(talk);
  const title = question?.bundle.words[talk.language].title ?? '';
  talk.away = { held: content };
  talk.asked = null;
  if (pushFlow(talk, talk.book.routes.resume.flow, { title }, true)) walk(talk);
}

function hear(talk: Talk, content: InboundContent): void {
  switch (content.kind) {
    case 'text':
      hearTyped(talk, content.text);
      return;
    case 'choice':
      hearButton(talk, content.choiceId, content.label);
      return;
    case 'photo':
    case 'file':
    case 'location':
    case 'contact':
      hearOther(talk, content);
      return;
    case 'edited':
      hearEdited(talk, content.text);
      return;
    case 'sticker':
    case 'voice':
      remark(talk, content.kind);
      return;
    default:
      remark(talk, 'unknown_event');
      return;
  }
}

/** A sentence, and the open question again. */
function remark(talk: Talk, key: SharedKey): void {
  sayShared(talk, key);
  if (openQuestion(talk)) askAgain(talk);
}

function hearTyped(talk: Talk, raw: string): void {
  const text = cleanText(raw);
  const code = /^#([\w-]{2,64})$/.exec(text)?.[1];
  if (code !== undefined && !isKnownWord(talk, code)) {
    open(talk, code);
    return;
  }
  const takesLetters = readsLetters(talk);
  if (text === '') remark(talk, 'not_understood');
  else if (text.length > maxTypedChars && !takesLetters) {
    if (!hearLetter(talk, text)) remark(talk, 'too_long');
  } else hearText(talk, text);
}

function readsLetters(talk: Talk): boolean {
  const step = openQuestion(talk)?.step;
  if (step?.ask !== 'text') return false;
  return step.rule === undefined || talk.book.rules[step.rule]?.takesLetters === true;
}

/** A poster's code is written `#CODE`; `#tracuu` of a menu made by hand is a word like any other. */
function isKnownWord(talk: Talk, code: string): boolean {
  const tokens = tokenize(code);
  return commandIn(talk, tokens) !== undefined || isShortcut(talk, tokens);
}

function hearEdited(talk: Talk, raw: string | undefined): void {
  const text = cleanText(raw ?? '');
  if (text === '') remark(talk, 'edited');
  else if (!reviseAnswer(talk, tokenize(text))) hearTyped(talk, text);
}

/** A button of the open question, of an earlier one, or of one long gone. */
function hearButton(talk: Talk, choiceId: string, label: string | undefined): void {
  const question = openQuestion(talk);
  const at = talk.asked?.offered.findIndex(({ id }) => id === choiceId) ?? -1;
  if (question && talk.asked && at >= 0) {
    press(talk, at);
    return;
  }
  const command = Object.hasOwn(talk.book.routes.commands, choiceId) && talk.book.routes.commands[choiceId];
  if (command) {
    obey(talk, command);
    return;
  }
  const earlier = questionByTag(talk, choiceId.split(':', 1)[0] ?? '');
  if (earlier && standAt(talk, earlier)) {
    const then = talk.asked?.offered.findIndex(({ id }) => id === choiceId) ?? -1;
    then >= 0 ? press(talk, then) : remark(talk, 'stale_button');
    return;
  }
  const typed = cleanText(label ?? '').slice(0, 200);
  if (typed !== '' && !(takesWords(talk) && isOnlyWords(talk, typed))) {
    hearText(talk, typed);
    return;
  }
  countMiss(talk);
  remark(talk, 'stale_button');
}

/** Would the open question take any words at all? */
function takesWords(talk: Talk): boolean {
  const step = openQuestion(talk)?.step;
  return step?.ask === 'text' || step?.also.text !== undefined;
}

/** The label of a button is no sentence of the citizen's own: it answers as a choice or a request, or not at all. */
function isOnlyWords(talk: Talk, label: string): boolean {
  const tokens = tokenize(label);
  const match = matchExactly(talk.book.lexicon, talk.asked?.offered ?? [], tokens);
  return match.kind !== 'one' && commandIn(talk, tokens) === undefined && !isShortcut(talk, tokens);
}

function press(talk: Talk, at: number): void {
  const question = openQuestion(talk);
  const answer = question && talk.asked && answerWith(question.step, talk.asked.offered, at);
  if (answer?.kind === 'ok') takeAnswer(talk, answer);
}

type Other = Extract<InboundContent, { kind: 'photo' | 'file' | 'location' | 'contact' }>;
const notNeeded = {
  photo: 'photo_not_needed',
  file: 'photo_not_needed',
  location: 'location_not_needed',
  contact: 'contact_not_needed',
} as const satisfies Record<Other['kind'], SharedKey>;

function hearOther(talk: Talk, content: Other): void {
  const question = openQuestion(talk);
  const answer = question && readOther(talk.book, question.step, content);
  if (answer?.kind === 'ok') {
    takeAnswer(talk, answer);
    return;
  }
  const caption = 'file' in content ? cleanText(content.caption ?? '') : '';
  const keeps = question?.bundle.flow.keeps === true;
  if (caption !== '' && !keeps) {
    talk.photo = valueIn(content) ?? null;
    hearTyped(talk, caption);
  } else if (content.kind !== 'contact' && (keeps || isResting(talk))) keepAside(talk, content, keeps);
  else remark(talk, notNeeded[content.kind]);
}

/** What came before the words that say what it is about, or in the middle of them. */
function keepAside(talk: Talk, content: Other, keeps: boolean): void {
  const { photo, location } = talk.book.routes;
  const { flow, save } = content.kind === 'location' ? location : photo;
  const value = valueIn(content);
  if (value === undefined) remark(talk, notNeeded[content.kind]);
  else startFlow(talk, flow, { [save]: value }, keeps);
}

/** What was said before "continue or restart?" counts if it answers the question; else it is put again. */
export function replayHeld(talk: Talk): void {
  const held = talk.replay;
  talk.replay = null;
  const question = openQuestion(talk);
  if (!held || !question || !talk.asked) return;
  const answer =
    held.kind === 'text'
      ? readText(talk.book, question.step, talk.asked.offered, cleanText(held.text))
      : readOther(talk.book, question.step, held);
  if (answer.kind === 'ok') takeAnswer(talk, answer);
  else askAgain(talk);
}
