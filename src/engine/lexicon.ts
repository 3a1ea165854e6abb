import type { LabelWords } from './understand/labels.ts';
import type { Phrases } from './understand/phrases.ts';

/** The understood words of one language, as written in `content/<language>/shared/commands.yaml`. */
export interface Vocabulary {
  /** By the name of a command in `flows/book.yaml`. */
  readonly commands: Readonly<Record<string, readonly string[]>>;
  readonly shortcuts: Readonly<Record<string, readonly string[]>>;
  readonly followUps: Readonly<Record<string, readonly string[]>>;
  readonly yes: readonly string[];
  readonly no: readonly string[];
  /** Openings of "no, I mean …". */
  readonly corrections: readonly string[];
  /** Politeness and filling words that never change a meaning. */
  readonly fillers: readonly string[];
  readonly questionWords: readonly string[];
  /** What can only be a question where words are expected: `content/<language>/shared/questions.yaml`. */
  readonly asked: readonly string[];
  /** Small words of a short question that never name its subject. */
  readonly linkWords: readonly string[];
  /** `first: [đầu, đầu tiên]`, `last: [cuối]`, `"2": [hai, nhì]`. */
  readonly positions: Readonly<Record<string, readonly string[]>>;
  /** Words around a position: số, thứ, cái, option … */
  readonly positionMarkers: readonly string[];
  readonly alerts: Readonly<Record<string, AlertWords>>;
}

export interface AlertWords {
  readonly words: readonly string[];
  /** Looked for when the whole text has no accents; `cháy` without its accent is also `chạy`. */
  readonly unaccented: readonly string[];
  /** Phrases that contain an alert word and mean something else: `phòng cháy`. */
  readonly except: readonly string[];
}

/** Both languages compiled for look-up: whoever writes "back" in a Vietnamese chat is understood too. */
export interface Lexicon {
  readonly commands: Phrases<string>;
  readonly shortcuts: Phrases<string>;
  readonly followUps: Phrases<string>;
  readonly yesNo: Phrases<'yes' | 'no'>;
  /** Yes, no, and what is said for an option of any question: an answer, and nothing to be asked. */
  readonly answers: Phrases<true>;
  readonly corrections: Phrases<true>;
  readonly fillers: Phrases<true>;
  readonly questionWords: Phrases<true>;
  /** The same with the accents as they are: "ở đầu" is no "ở đâu". */
  readonly plainQuestions: Phrases<true>;
  /** Words of a question that is put where words are expected. */
  readonly asides: Phrases<true>;
  /** The parts of a procedure that nobody asks for in a report: papers, fees, forms. */
  readonly papers: Phrases<true>;
  /** What may stand around the words that matter: fillers, question words and link words. */
  readonly around: readonly Phrases<true>[];
  readonly positions: Phrases<string>;
  readonly positionMarkers: Phrases<true>;
  readonly alerts: readonly CompiledAlert[];
  /** The fixed labels of all flows, read once. */
  readonly labels: ReadonlyMap<string, LabelWords>;
}

export interface CompiledAlert {
  readonly id: string;
  readonly words: Phrases<true>;
  readonly unaccented: Phrases<true>;
  readonly except: Phrases<true>;
}
