import type { FileRef, InboundContent } from '../../core/message.ts';
import type { Value, Values } from '../../core/value.ts';
import type { AlsoKind, AskStep } from '../flow.ts';
import type { FlowBook } from '../flow-book.ts';
import type { Offered } from '../session.ts';
import { type ChoiceMatch, matchExactly } from './choices.ts';
import { cleanText } from './clean.ts';
import { tokenize } from './tokens.ts';

/** What an input means as the answer to one question. */
export type Answer =
  | { readonly kind: 'ok'; readonly values: Values; readonly go?: string; readonly edge?: string }
  | { readonly kind: 'bad'; readonly reason: string }
  | { readonly kind: 'out_of_range' }
  | { readonly kind: 'none' };

const none: Answer = { kind: 'none' };

/** Longest answer that is stored where no rule says otherwise. */
export const maxAnswerChars = 1_000;

/** The choice at one place of the offered list, as an answer. */
export function answerWith(step: AskStep, offered: readonly Offered[], at: number): Answer {
  const picked = offered[at];
  if (!picked) return none;
  const values: Record<string, Value> = {};
  if (step.save !== undefined) values[step.save] = picked.value;
  if (step.saveLabel !== undefined) values[step.saveLabel] = picked.label;
  const option = step.options.find(({ id }) => id === picked.value);
  const edge = `option:${option ? option.id : '*'}`;
  return { kind: 'ok', values, edge, ...(option?.go === undefined ? {} : { go: option.go }) };
}

/** Reads a typed text: first as one of the choices, then as what the question asks for. */
export function readText(book: FlowBook, step: AskStep, offered: readonly Offered[], text: string): Answer {
  return readMatched(book, step, offered, text, matchExactly(book.lexicon, offered, tokenize(text)));
}

/** As `readText`, when the text has been compared with the choices already. */
export function readMatched(
  book: FlowBook,
  step: AskStep,
  offered: readonly Offered[],
  text: string,
  match: ChoiceMatch,
): Answer {
  if (match.kind === 'one') return answerWith(step, offered, match.at);
  if (step.ask === 'text') return checkText(book, step, text);
  if (step.ask === 'number') return checkNumber(step, text);
  return match.kind === 'out_of_range' ? match : none;
}

export function checkText(book: FlowBook, step: AskStep, text: string): Answer {
  const rule = step.rule === undefined ? undefined : book.rules[step.rule];
  if (!rule) return saved(step.save, text.slice(0, maxAnswerChars));
  const checked = rule.check(text);
  return checked.ok ? saved(step.save, checked.value) : { kind: 'bad', reason: checked.error };
}

const wholeNumber = /^\D{0,20}?(-?\d{1,9})(?![\d.,]*\d)\D{0,20}$/;

function checkNumber(step: AskStep, text: string): Answer {
  const digits = wholeNumber.exec(text)?.[1];
  const [least, most] = step.range ?? [0, Number.MAX_SAFE_INTEGER];
  const value = Number(digits);
  if (digits === undefined || value < least || value > most) return { kind: 'bad', reason: 'invalid' };
  return saved(step.save, value);
}

/** Reads a photo, a place or a phone number where the question takes one. */
export function readOther(book: FlowBook, step: AskStep, content: InboundContent): Answer {
  const kind = alsoKindOf(content);
  const value = kind && valueIn(content);
  if (kind === undefined || value === undefined) return none;
  const also = step.also[kind];
  if (also) {
    const checked =
      kind === 'contact' && also.save === step.save ? checkText(book, step, String(value)) : none;
    const caption = 'caption' in content ? cleanText(content.caption ?? '').slice(0, maxAnswerChars) : '';
    const kept = {
      ...(checked.kind === 'ok' ? checked.values : { [also.save]: value }),
      ...(also.caption !== undefined && caption !== '' ? { [also.caption]: caption } : {}),
    };
    return { kind: 'ok', values: kept, go: also.go, edge: `also:${kind}` };
  }
  return step.ask === kind ? saved(step.save, value) : none;
}

/** Words beside the choices, where the question takes them. */
export function readAlsoText({ rules }: FlowBook, step: AskStep, text: string): Answer {
  const also = step.also.text;
  if (!also) return none;
  const checked = also.rule === undefined ? undefined : rules[also.rule]?.check(text);
  if (checked?.ok === false) return none;
  const value = checked?.value ?? text;
  return { kind: 'ok', values: { [also.save]: value }, go: also.go, edge: 'also:text' };
}

function alsoKindOf(content: InboundContent): AlsoKind | undefined {
  if (content.kind === 'file') return 'photo';
  if (content.kind === 'photo' || content.kind === 'location' || content.kind === 'contact')
    return content.kind;
  return undefined;
}

/** A photo or a place as a flow saves it. */
export function valueIn(content: InboundContent): Value | undefined {
  if (content.kind === 'photo' || content.kind === 'file') return fileValue(content.file);
  if (content.kind === 'location') return placeValue(content);
  return content.kind === 'contact' && content.own ? cleanText(content.phone).slice(0, 32) : undefined;
}

function placeValue({ latitude, longitude }: { latitude: number; longitude: number }): Value | undefined {
  return Number.isFinite(latitude) && Number.isFinite(longitude) ? { latitude, longitude } : undefined;
}

const fileValue = ({ id, mime, bytes, name }: FileRef): Value => ({
  id,
  mime: mime ?? null,
  bytes: bytes ?? null,
  name: name ?? null,
});

const saved = (name: string | undefined, value: Value): Answer => ({
  kind: 'ok',
  values: name === undefined ? {} : { [name]: value },
});
