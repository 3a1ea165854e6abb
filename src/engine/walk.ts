import type { CallStep, EndStep, LeaveStep, SayStep, SpeakStep, Step, SubflowStep } from './flow.ts';
import {
  follow,
  keyOf,
  type Place,
  pushFlow,
  resolveHere,
  scopeOf,
  setVars,
  topPlace,
  wordsOf,
} from './frames.ts';
import { continueQuestion, putQuestion, standQuestion } from './question.ts';
import type { Frame } from './session.ts';
import type { SharedKey } from './shared-words.ts';
import { say, sayShared, type Talk } from './talk.ts';
import { fillWords, resolve, toLinks } from './values.ts';

/** More steps than any turn needs: a circle in a flow ends here instead of never. */
const maxSteps = 100;

/** Runs steps until a question waits, an ability is needed, or nothing is left to do. */
export function walk(talk: Talk): void {
  for (let steps = 0; steps < maxSteps; steps += 1) {
    if (talk.stack.length === 0) return;
    const place = topPlace(talk);
    if (!place) restart(talk, 'restarted');
    else if (runStep(talk, place) === 'wait') return;
  }
  giveUp(talk);
}

/** Drops everything and stands at the beginning of the entry flow; `walk` goes on from there. */
export function restart(talk: Talk, because?: SharedKey): void {
  forgetPlace(talk);
  if (because) sayShared(talk, because);
  pushFlow(talk, talk.book.entry, {}, false);
}

/** Stands nowhere, and there is no way back. */
export function forgetPlace(talk: Talk): void {
  talk.stack = [];
  talk.asked = null;
  talk.away = null;
  talk.history = [];
}

/** Apologises and leaves what was being done; a flow below, if any, goes on. */
export function giveUp(talk: Talk): void {
  talk.call = null;
  talk.asked = null;
  dropSegment(talk);
  sayShared(talk, 'failed');
  if (topPlace(talk)?.step.kind === 'ask') continueQuestion(talk);
  else talk.stack = [];
}

/** Takes off the flows of the last interruption, or all when nothing was interrupted. */
export function dropSegment(talk: Talk): void {
  const base = talk.stack.findLastIndex(({ interrupting }) => interrupting);
  talk.stack = talk.stack.slice(0, Math.max(base, 0));
}

type Go = 'on' | 'wait';

function runStep(talk: Talk, place: Place): Go {
  const { step } = place;
  if (step.set) setVars(talk, resolveHere(talk, step.set));
  if (step.remember) talk.memory = { ...talk.memory, ...resolveHere(talk, step.remember) };
  if (step.mark) talk.marks.push(step.mark);
  return step.kind === 'ask' ? ask(talk) : act(talk, place, step);
}

function ask(talk: Talk): Go {
  const place = topPlace(talk);
  if (place?.step.kind === 'ask') putQuestion(talk, { ...place, step: place.step });
  return 'wait';
}

function act(talk: Talk, place: Place, step: Exclude<Step, { kind: 'ask' }>): Go {
  switch (step.kind) {
    case 'say':
      return speakWords(talk, place, step);
    case 'call':
      return call(talk, step);
    case 'flow':
      return enterSubflow(talk, step);
    case 'leave':
      return leaveFor(talk, place, step);
    case 'decide':
      follow(talk, place, step.next);
      return 'on';
    case 'speak':
      return switchLanguage(talk, place, step);
    case 'end':
      return end(talk, place, step);
  }
}

function speakWords(talk: Talk, place: Place, step: SayStep): Go {
  const words = wordsOf(talk, place);
  const scope = scopeOf(talk, talk.stack.at(-1) ?? place.frame);
  const links = step.links === undefined ? [] : toLinks(resolve(scope, step.links));
  say(talk, keyOf(place), {
    ...fillWords(scope, words),
    links: [...links, ...(words?.links ?? [])],
  });
  follow(talk, place, step.next);
  return 'on';
}

const maxCalls = 12;

function call(talk: Talk, step: CallStep): Go {
  talk.calls += 1;
  if (talk.calls > maxCalls) giveUp(talk);
  else talk.call = { ability: step.call, args: resolveHere(talk, step.args) };
  return 'wait';
}

function enterSubflow(talk: Talk, step: SubflowStep): Go {
  if (pushFlow(talk, step.flow, resolveHere(talk, step.with), false)) return 'on';
  giveUp(talk);
  return 'wait';
}

function leaveFor(talk: Talk, place: Place, step: LeaveStep): Go {
  const given = resolveHere(talk, step.with);
  finish(talk, place.frame, `${keyOf(place)} -> leave`);
  if (pushFlow(talk, step.leave, given, place.frame.interrupting)) return 'on';
  giveUp(talk);
  return 'wait';
}

function switchLanguage(talk: Talk, place: Place, step: SpeakStep): Go {
  const language = resolve(place.scope, step.speak);
  if (language === 'vi' || language === 'en') talk.language = language;
  follow(talk, place, step.next);
  return 'on';
}

function end(talk: Talk, place: Place, step: EndStep): Go {
  finish(talk, place.frame, `${keyOf(place)} -> end`);
  if (step.end === 'done') return comeBack(talk, place.frame);
  talk.away = null;
  if (step.end === 'restart') {
    restart(talk);
    return 'on';
  }
  talk.stack = [];
  if (step.end === 'forget') {
    talk.history = [];
    talk.memory = {};
  }
  return 'wait';
}

function finish(talk: Talk, frame: Frame, edge: string): void {
  talk.trace?.(edge);
  talk.stack.pop();
  talk.marks.push(`flow_finished:${frame.flowId}`);
}

/** After a flow has ended: the step below goes on, or the question that was interrupted is put again. */
function comeBack(talk: Talk, ended: Frame): Go {
  const below = topPlace(talk);
  if (talk.stack.length === 0 || !below) return talk.stack.length === 0 ? 'wait' : 'on';
  if (below.step.kind === 'flow') {
    follow(talk, below, below.step.next);
    return 'on';
  }
  return talk.away ? comeBackFromAway(talk, ended, below) : continueHere(talk);
}

function continueHere(talk: Talk): Go {
  continueQuestion(talk);
  return 'wait';
}

function comeBackFromAway(talk: Talk, ended: Frame, below: Place): Go {
  const { resume } = talk.book.routes;
  const { title } = below.bundle.words[talk.language];
  if (ended.flowId !== resume.flow && pushFlow(talk, resume.flow, { title }, true)) return 'on';
  talk.replay = talk.away?.held ?? null;
  talk.away = null;
  if (!talk.replay || below.step.kind !== 'ask') return continueHere(talk);
  standQuestion(talk, { ...below, step: below.step });
  return 'wait';
}
