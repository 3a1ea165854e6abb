import type { AskStep } from './flow.ts';
import { keyOf, openQuestion, type Place, topPlace, wordsOf } from './frames.ts';
import type { Asked, Frame } from './session.ts';
import { say, sayShared, type Talk } from './talk.ts';
import { fill, fillWords, holds, lookUp, toOptions } from './values.ts';

const maxOffered = 20;

export type AskPlace = Place & { readonly step: AskStep };

/** Puts the question of an ask step and waits. */
export function putQuestion(talk: Talk, place: AskPlace): void {
  const words = wordsOf(talk, place);
  forgetScratch(talk);
  standQuestion(talk, place);
  if (place.step.ask === 'location' || place.step.ask === 'contact') talk.request = place.step.ask;
  say(talk, keyOf(place), { ...fillWords(place.scope, words), links: words?.links ?? [] });
}

/** Waits for the answer without putting the question. */
export function standQuestion(talk: Talk, place: AskPlace): void {
  talk.asked = askedAt(talk, place);
}

/** Puts the question on top of the stack once more; without one, says that we are here. */
export function askAgain(talk: Talk): void {
  const place = topPlace(talk);
  if (place?.step.kind === 'ask') putQuestion(talk, { ...place, step: place.step });
  else sayShared(talk, 'resting');
}

/** As `askAgain`, with a lead-in when something is under way. */
export function continueQuestion(talk: Talk): void {
  const place = topPlace(talk);
  if (place?.step.kind === 'ask' && !place.step.resting) {
    sayShared(talk, 'continue_with', { title: place.bundle.words[talk.language].title });
  }
  askAgain(talk);
}

/** Offers only some of the choices, because what was typed fits several. */
export function narrowQuestion(talk: Talk, at: readonly number[]): void {
  if (!talk.asked) return;
  const { tag, offered } = talk.asked;
  talk.asked = { tag, offered: offered.filter((_, index) => at.includes(index)) };
  sayShared(talk, 'which_one');
}

/** The choices of a question as they are shown, in order, under the question's tag. */
export function askedAt(talk: Talk, place: AskPlace): Asked {
  const { step, scope } = place;
  const labels = wordsOf(talk, place)?.options ?? {};
  const fixed = step.options
    .filter(({ when, spoken }) => !spoken && (when === undefined || holds(scope, when)))
    .map(({ id }) => ({ id, label: fill(scope, labels[id] ?? id) }));
  const listed = step.optionsFrom === undefined ? [] : toOptions(lookUp(scope, step.optionsFrom));
  const all = [...listed.slice(0, maxOffered - fixed.length), ...fixed];
  const tag = tagOf(place, all);
  const offered = all.map(({ id, label }, at) => ({ id: `${tag}:${at}`, label, value: id }));
  return { tag, offered };
}

/** The same question about another thing gets another tag, so that an older button is never misread. */
function tagOf(place: AskPlace, offered: readonly { readonly id: string }[]): string {
  const { frame, bundle } = place;
  let name = keyOf(place);
  for (const param of bundle.flow.params) name += `\n${JSON.stringify(frame.vars[param] ?? null)}`;
  for (const { id } of offered) name += `\n${id}`;
  return hash(name);
}

/** FNV-1a, 32 bits: short, stable, and enough to tell a handful of questions apart. */
function hash(text: string): string {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  }
  return (sum >>> 0).toString(36);
}

/** Long texts are not stored between messages. */
export function forgetScratch(talk: Talk): void {
  talk.stack = talk.stack.map((frame) => {
    const flow = talk.book.find(frame.flowId, frame.version)?.flow;
    return flow && flow.scratch.length > 0 ? without(frame, flow.scratch, flow.vars) : frame;
  });
}

function without(frame: Frame, names: readonly string[], first: Frame['vars']): Frame {
  const vars = { ...frame.vars };
  for (const name of names) vars[name] = first[name] ?? null;
  return { ...frame, vars };
}

export const isResting = (talk: Talk): boolean => openQuestion(talk)?.step.resting ?? true;
