import type { Values } from '../core/value.ts';
import type { Command, FlowCall } from './flow-book.ts';
import { openQuestion, pushFlow, wordsOf } from './frames.ts';
import { forgetFrom, keepQuestion, previousQuestion, standAt } from './history.ts';
import { askAgain, continueQuestion, isResting } from './question.ts';
import { say, sayShared, type Talk } from './talk.ts';
import { fill, resolveAll } from './values.ts';
import { dropSegment, giveUp, restart, walk } from './walk.ts';

const maxInterruptions = 3;

/**
 * Begins a flow from anywhere. A resting question is left behind (unless `keep`), any other one waits below
 * and is put again when the new flow has ended.
 */
export function startFlow(talk: Talk, flowId: string, given: Values, keep = false): void {
  keepQuestion(talk);
  if (!openQuestion(talk)) talk.stack = [];
  else if (isResting(talk) && !keep) dropSegment(talk);
  const open = openAlready(talk, flowId);
  if (open >= 0) {
    beginAgain(talk, open, given);
    return;
  }
  const interruptions = talk.stack.filter(({ interrupting }) => interrupting).length;
  if (interruptions >= maxInterruptions) dropSegment(talk);
  talk.asked = null;
  talk.misses = 0;
  if (pushFlow(talk, flowId, given, talk.stack.length > 0)) walk(talk);
  else giveUp(talk);
}

/** Where the flow runs in the present interruption; -1 when it does not. */
export function openAlready(talk: Talk, flowId: string): number {
  const base = talk.stack.findLastIndex(({ interrupting }) => interrupting);
  return talk.stack.findIndex((frame, at) => at >= base && frame.flowId === flowId);
}

/** The flow is open already: with something new it begins again in its place, else its question is repeated. */
function beginAgain(talk: Talk, at: number, given: Values): void {
  const frame = talk.stack[at];
  if (!frame || Object.keys(given).length === 0) {
    askAgain(talk);
    return;
  }
  talk.asked = null;
  talk.misses = 0;
  talk.stack = talk.stack.slice(0, at);
  if (pushFlow(talk, frame.flowId, given, frame.interrupting)) walk(talk);
  else giveUp(talk);
}

/** Begins the flow of a command; its values may name what is remembered. */
export function startCall(talk: Talk, { flow, with: refs, keep }: FlowCall, given: Values = {}): void {
  const { memory, book, language } = talk;
  const scope = { vars: {}, memory, facts: book.facts[language], interrupting: false };
  startFlow(talk, flow, { ...resolveAll(scope, refs), ...given }, keep);
}

export function obey(talk: Talk, command: Command): void {
  if (!('do' in command)) {
    startCall(talk, command);
    return;
  }
  switch (command.do) {
    case 'menu':
      showMenu(talk);
      return;
    case 'back':
      goBack(talk);
      return;
    case 'cancel':
      cancel(talk);
      return;
    case 'help':
      help(talk);
      return;
    case 'restart':
      restart(talk);
      walk(talk);
      return;
  }
}

function showMenu(talk: Talk): void {
  keepQuestion(talk);
  talk.stack = [];
  talk.asked = null;
  talk.away = null;
  startCall(talk, talk.book.routes.menu);
}

/** Puts the question before the open one again. */
export function goBack(talk: Talk): void {
  talk.misses = 0;
  talk.away = null;
  const earlier = previousQuestion(talk);
  if (earlier) forgetFrom(talk, earlier);
  if (earlier && standAt(talk, earlier)) {
    askAgain(talk);
    return;
  }
  sayShared(talk, 'no_back');
  if (talk.asked) askAgain(talk);
}

function cancel(talk: Talk): void {
  const idle = isResting(talk) && talk.stack.length <= 1;
  keepQuestion(talk);
  talk.stack = [];
  talk.asked = null;
  talk.away = null;
  talk.misses = 0;
  sayShared(talk, idle ? 'nothing_to_cancel' : 'cancelled');
}

function help(talk: Talk): void {
  const place = openQuestion(talk);
  const ownHelp = place && wordsOf(talk, place)?.help;
  if (place && ownHelp !== undefined) {
    say(talk, `${place.frame.flowId}.${place.frame.step}.help`, { text: fill(place.scope, ownHelp) });
  } else sayShared(talk, 'help');
  if (place) continueQuestion(talk);
}
