import { openQuestion, placeOf } from './frames.ts';
import { type AskPlace, askedAt } from './question.ts';
import type { Frame, Snapshot } from './session.ts';
import type { Talk } from './talk.ts';

const maxSnapshots = 8;

/** Keeps the open question, so that the citizen can come back to it. */
export function keepQuestion(talk: Talk): void {
  if (!talk.asked || talk.away || !openQuestion(talk)) return;
  const { tag } = talk.asked;
  const earlier = talk.history.filter((snapshot) => snapshot.tag !== tag);
  talk.history = [...earlier, { stack: talk.stack.map(withoutSecrets), tag }].slice(-maxSnapshots);
}

/** The last question before the open one. */
export function previousQuestion(talk: Talk): Snapshot | undefined {
  return talk.history.findLast(({ tag }) => tag !== talk.asked?.tag);
}

export const questionByTag = (talk: Talk, tag: string): Snapshot | undefined =>
  talk.history.findLast((snapshot) => snapshot.tag === tag);

/** Stands at an earlier question again, without saying anything. False when its flow is gone. */
export function standAt(talk: Talk, snapshot: Snapshot): boolean {
  const place = askPlaceOf(talk, snapshot);
  if (!place) return false;
  talk.stack = [...snapshot.stack];
  talk.asked = askedAt(talk, place);
  return true;
}

/** Forgets the snapshot and everything after it. */
export function forgetFrom(talk: Talk, snapshot: Snapshot): void {
  talk.history = talk.history.slice(0, talk.history.indexOf(snapshot));
}

export function askPlaceOf(talk: Talk, snapshot: Snapshot): AskPlace | undefined {
  const place = placeOf(talk, snapshot.stack.at(-1));
  return place?.step.kind === 'ask' ? { ...place, step: place.step } : undefined;
}

function withoutSecrets(frame: Frame): Frame {
  if (frame.sensitive.length === 0) return frame;
  const vars = { ...frame.vars };
  for (const name of frame.sensitive) vars[name] = null;
  return { ...frame, vars, sensitive: [] };
}
