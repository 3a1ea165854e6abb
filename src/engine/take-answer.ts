import { follow, openQuestion, setVars, topPlace, wordsOf } from './frames.ts';
import { keepQuestion } from './history.ts';
import { askAgain } from './question.ts';
import { say, sayShared, type Talk } from './talk.ts';
import type { Answer } from './understand/read-answer.ts';
import { fill } from './values.ts';
import { walk } from './walk.ts';

/** After so many answers in a row that did not fit, a person is offered. */
const missesUntilHint = 3;

/** Saves the answer and goes on. */
export function takeAnswer(talk: Talk, answer: Extract<Answer, { kind: 'ok' }>): void {
  const place = openQuestion(talk);
  if (!place) return;
  keepQuestion(talk);
  talk.asked = null;
  talk.misses = 0;
  setVars(talk, answer.values);
  if (place.step.sensitive) markSensitive(talk, Object.keys(answer.values));
  if (answer.edge !== undefined) talk.trace?.(`${place.frame.flowId}.${place.frame.step} -> ${answer.edge}`);
  if (answer.go === undefined) follow(talk, place, place.step.next);
  else moveTo(talk, answer.go);
  walk(talk);
}

function moveTo(talk: Talk, step: string): void {
  const frame = talk.stack.at(-1);
  if (frame) talk.stack[talk.stack.length - 1] = { ...frame, step };
}

function markSensitive(talk: Talk, names: readonly string[]): void {
  const frame = talk.stack.at(-1);
  if (frame) talk.stack[talk.stack.length - 1] = { ...frame, sensitive: [...frame.sensitive, ...names] };
}

/** Says what is wrong with the answer; the question stays open and keeps its choices. */
export function refuseAnswer(talk: Talk, reason: string): void {
  const place = topPlace(talk);
  if (!place) return;
  const { flowId, step } = place.frame;
  const sentence = wordsOf(talk, place)?.errors?.[reason];
  talk.trace?.(`${flowId}.${step} -> error:${reason}`);
  if (sentence === undefined) sayShared(talk, 'not_understood');
  else say(talk, `${flowId}.${step}.errors.${reason}`, { text: fill(place.scope, sentence) });
  countMiss(talk);
}

export function countMiss(talk: Talk): void {
  talk.misses += 1;
  if (talk.misses % missesUntilHint === 0) sayShared(talk, 'officer_hint');
}

export function refuseNumber(talk: Talk): void {
  sayShared(talk, 'out_of_range', { count: talk.asked?.offered.length ?? 0 });
  countMiss(talk);
  askAgain(talk);
}
