import { foldWords } from '../../core/fold.ts';
import { findPhone } from '../../core/phone.ts';
import { type AnswerCues, holdsAny, padded } from './answer-cues.ts';
import { findNeighbourhood, findPlaceWords, type KnownPlace } from './read-report.ts';

/** What somebody said in the middle of a report, apart from more of the report. */
export type Said =
  | { readonly kind: 'place'; readonly place: string }
  | { readonly kind: 'contact' | 'drop' | 'nowhere' | 'words' };

const words: Said = { kind: 'words' };
const countWords = (text: string): number => foldWords(text).split(' ').length;

/** Longer than this is a story that may name a place somewhere. */
const wordsOfAPlace = 14;
/** As short as this is whatever it was asked for. */
const wordsOfAName = 3;
const wordsOfAMatter = 8;

/** Reads what was said where a place was asked for; `isMatter` = it tells what is wrong. */
export function readPlaceAnswer(
  cues: AnswerCues,
  places: readonly KnownPlace[],
  text: string,
  isMatter: boolean,
): Said {
  if (isContact(cues, text)) return { kind: 'contact' };
  const corrected = readCorrection(cues, places, text, '');
  if (corrected) return { kind: 'place', place: corrected };
  const size = countWords(text);
  const named = findPlaceWords(text, places);
  if (named === undefined && size <= wordsOfAMatter && holdsAny(padded(text), cues.unknown))
    return { kind: 'nowhere' };
  if (isDropped(cues, text)) return { kind: 'drop' };
  if (size <= wordsOfAName) return { kind: 'place', place: text };
  const isStory = named === undefined ? size > wordsOfAMatter || isMatter : size > wordsOfAPlace;
  return isStory ? words : { kind: 'place', place: text };
}

/** Reads what was said where the whole report was shown. */
export function readAddition(
  cues: AnswerCues,
  places: readonly KnownPlace[],
  text: string,
  place: string,
): Said {
  if (isContact(cues, text)) return { kind: 'contact' };
  if (isDropped(cues, text)) return { kind: 'drop' };
  const corrected = readCorrection(cues, places, text, place);
  return corrected ? { kind: 'place', place: corrected } : words;
}

/** "Tên tôi là Tư, số 0901112223": nothing but a name around a number. */
function isContact({ contact }: AnswerCues, text: string): boolean {
  const found = findPhone(text);
  if (!found) return false;
  const rest = text.normalize('NFKC').replace(found.text, ' ');
  const name = rest.split(/[^\p{L}]+/u).filter((word) => word !== '' && !contact.has(foldWords(word)));
  return name.length <= wordsOfAName || (name.length <= 5 && name.every((word) => /^\p{Lu}/u.test(word)));
}

/** Thanks or a greeting, and hardly more. */
export const isThanks = ({ thanks }: AnswerCues, text: string): boolean =>
  countWords(text) <= wordsOfAMatter && holdsAny(padded(text), thanks);

const maxDropWords = 10;

function isDropped({ dropped }: AnswerCues, text: string): boolean {
  const said = padded(text).replace(/^( (?:a|da|o|u|ma|ok|uh))+ (?=\S)/, ' ');
  if (countWords(text) > maxDropWords || holdsAny(said, dropped.unless)) return false;
  return dropped.openings.some((opening) => said.startsWith(opening)) || holdsAny(said, dropped.settled);
}

/** The place as it should be: "khu phố 3 chứ không phải khu phố 2" changes the one that was wrong. */
function readCorrection(
  cues: AnswerCues,
  places: readonly KnownPlace[],
  text: string,
  old: string,
): string | undefined {
  if (countWords(text) > wordsOfAPlace) return undefined;
  const cut = cutAt(text, cues.instead);
  if (!cut && !holdsAny(padded(text), cues.corrections)) return undefined;
  const right = placeIn(cut?.before ?? text, places);
  if (right === undefined) return undefined;
  const wrong = cut && placeIn(cut.after, places);
  const at = wrong ? old.toLowerCase().indexOf(wrong.toLowerCase()) : -1;
  return wrong && at >= 0 ? old.slice(0, at) + right + old.slice(at + wrong.length) : right;
}

const placeIn = (text: string, places: readonly KnownPlace[]): string | undefined => {
  const named = findPlaceWords(text, places);
  return named ?? findNeighbourhood(places, text)?.name;
};

/** The words on both sides of the first of the phrases, as they were written. */
function cutAt(
  text: string,
  phrases: readonly string[],
): { readonly before: string; readonly after: string } | undefined {
  const written = text.normalize('NFC').split(/\s+/);
  const folded = written.map((word) => foldWords(word));
  for (const phrase of phrases) {
    const wanted = phrase.trim().split(' ');
    const at = folded.findIndex((_, from) => wanted.every((word, next) => folded[from + next] === word));
    if (at > 0)
      return { before: written.slice(0, at).join(' '), after: written.slice(at + wanted.length).join(' ') };
  }
  return undefined;
}
