import {
  beginsWithCue,
  type Cues,
  type CueText,
  compileCues,
  cuesIn,
  hasCue,
  readCueText,
  withoutCues,
} from './cue-words.ts';

/** The vocabulary of reports, as `content/<language>/report-cues.yaml` has it. */
export interface ReportVocabulary {
  readonly categories: Readonly<Record<string, CategoryWords>>;
  /** What may be wrong with anything: `hư`, `không ai sửa`. */
  readonly troubles: readonly string[];
  /** Says outright that this is a report. */
  readonly announces: readonly string[];
  /** Looks like one and is none. */
  readonly except: readonly string[];
  readonly suggestion: readonly string[];
  readonly question: readonly string[];
  /** Matters for which the law has a procedure of its own. */
  readonly petitions: MatterWords;
  /** Somebody's life is in danger now. */
  readonly emergencies: MatterWords;
  /** Where these are, somebody asks. */
  readonly asking: readonly string[];
  /** Talk with the assistant, or a wish: nothing that has happened. */
  readonly chat: readonly string[];
  readonly urgent: readonly string[];
  /** Words that open a report and do not say what it is about. */
  readonly openings: readonly string[];
  /** Where these are, a thing and a trouble are no report: somebody asks for a paper. */
  readonly matters: readonly string[];
  /** What counts only with its accents. */
  readonly strict: readonly string[];
}
export interface CategoryWords {
  /** Each alone tells that something is wrong. */
  readonly tells: readonly string[];
  /** What may be in order or not. */
  readonly things: readonly string[];
  /** What is wrong with such things. */
  readonly troubles: readonly string[];
}

interface MatterWords extends CategoryWords {
  /** Looks like it and is something else: only the rest of the text counts. */
  readonly except: readonly string[];
  /** Where these are, it is no such matter. */
  readonly unless: readonly string[];
}

interface Category {
  readonly tells: Cues;
  readonly things: Cues;
  readonly troubles: Cues;
}

interface Matter extends Category {
  readonly except: Cues;
  readonly unless: Cues;
}

/** Compiled for look-up, all languages together. */
export interface ReportCues {
  readonly categories: ReadonlyMap<string, Category>;
  readonly announces: Cues;
  readonly except: Cues;
  readonly suggestion: Cues;
  readonly question: Cues;
  readonly petitions: Matter;
  readonly emergencies: Matter;
  readonly asking: Cues;
  readonly chat: Cues;
  readonly urgent: Cues;
  readonly openings: Cues;
  readonly matters: Cues;
}

export function compileReportCues(vocabularies: readonly ReportVocabulary[]): ReportCues {
  const strict = new Set(vocabularies.flatMap((one) => one.strict));
  const all = (pick: (one: ReportVocabulary) => readonly string[]) =>
    compileCues(vocabularies.flatMap(pick), strict);
  const matterOf = (pick: (one: ReportVocabulary) => MatterWords): Matter => ({
    tells: all((one) => pick(one).tells),
    things: all((one) => pick(one).things),
    troubles: all((one) => pick(one).troubles),
    except: all((one) => pick(one).except),
    unless: all((one) => pick(one).unless),
  });
  const codes = new Set(vocabularies.flatMap(({ categories }) => Object.keys(categories)));
  const categories = [...codes].map((code): [string, Category] => [
    code,
    {
      tells: all((one) => one.categories[code]?.tells ?? []),
      things: all((one) => one.categories[code]?.things ?? []),
      troubles: all((one) => [...(one.categories[code]?.troubles ?? []), ...one.troubles]),
    },
  ]);
  return {
    categories: new Map(categories),
    announces: all((one) => one.announces),
    except: all((one) => one.except),
    suggestion: all((one) => one.suggestion),
    question: all((one) => one.question),
    petitions: matterOf(({ petitions }) => petitions),
    emergencies: matterOf(({ emergencies }) => emergencies),
    asking: all((one) => one.asking),
    chat: all((one) => one.chat),
    urgent: all((one) => one.urgent),
    openings: all((one) => one.openings),
    matters: all((one) => one.matters),
  };
}

/** Does a text, with nothing before it, tell of something that is wrong in the ward, or say that it will? */
export function tellsOfTrouble(cues: ReportCues, words: string): boolean {
  const text = readCueText(words);
  if (hasCue(cues.except, text)) return false;
  if (hasCue(cues.announces, text)) return true;
  if (asks(cues, words, text)) return false;
  const wantsPaper = hasCue(cues.matters, text);
  return [...cues.categories.values()].some(
    ({ tells, things, troubles }) =>
      hasCue(tells, text) || (!wantsPaper && hasCue(things, text) && hasCue(troubles, text)),
  );
}

const asks = ({ asking }: ReportCues, words: string, text: CueText): boolean =>
  /[?？]/.test(words) || hasCue(asking, text);

/** A story is longer than a name or a title. */
const wordsOfAStory = 6;

/**
 * Neither a question nor a wish for a paper nor talk, but long: somebody tells what has happened, in words that no list
 * has. Whether it is for the ward only they can say.
 */
export function tellsStory(cues: ReportCues, words: string): boolean {
  const text = readCueText(words);
  const isOther = asks(cues, words, text) || hasCue(cues.matters, text) || hasCue(cues.chat, text);
  return text.typed.length >= wordsOfAStory && !isOther;
}

/** Tells of a trouble of this category. */
export function tellsOf(cues: ReportCues, code: string, words: string): boolean {
  const category = cues.categories.get(code);
  const text = readCueText(words);
  return category !== undefined && isTold(category, text);
}

const isTold = ({ tells, things, troubles }: Category, text: CueText): boolean =>
  hasCue(tells, text) || (hasCue(things, text) && hasCue(troubles, text));

/** Something of this kind is a legal procedure, not a report (Luật Khiếu nại 2011, Luật Tố cáo 2018). */
export const isPetition = (cues: ReportCues, words: string): boolean => isMatter(cues, 'petitions', words);

export const isEmergency = (cues: ReportCues, words: string): boolean => isMatter(cues, 'emergencies', words);

function isMatter(cues: ReportCues, kind: 'petitions' | 'emergencies', words: string): boolean {
  const { tells, things, troubles, except, unless } = cues[kind];
  const whole = readCueText(words);
  if (hasCue(unless, whole)) return false;
  const text = withoutCues(except, whole);
  if (hasCue(tells, text)) return true;
  return !asks(cues, words, whole) && hasCue(things, text) && hasCue(troubles, text);
}

/** How much of the text speaks for a category: 0 for nothing. Longer phrases say more, a whole trouble most. */
export function weighCategory(cues: ReportCues, code: string, words: string): number {
  const category = cues.categories.get(code);
  if (!category) return 0;
  const text = readCueText(words);
  const things = sumOfSquares(cuesIn(category.things, text));
  const troubles = things > 0 ? sumOfSquares(cuesIn(category.troubles, text)) : 0;
  return 2 * sumOfSquares(cuesIn(category.tells, text)) + things + troubles;
}

const sumOfSquares = (sizes: readonly number[]): number => sizes.reduce((sum, size) => sum + size ** 2, 0);

export const isUrgent = ({ urgent }: ReportCues, words: string): boolean =>
  hasCue(urgent, readCueText(words));

export const isSuggestion = ({ suggestion }: ReportCues, words: string): boolean =>
  hasCue(suggestion, readCueText(words));

export const beginsAsQuestion = ({ question }: ReportCues, words: string): boolean =>
  beginsWithCue(question, readCueText(words));

/** "Tôi muốn phản ánh" and nothing of what. */
export function saysNothing({ openings }: ReportCues, words: string): boolean {
  const text = readCueText(words);
  return cuesIn(openings, text).reduce((sum, size) => sum + size, 0) === text.typed.length;
}
