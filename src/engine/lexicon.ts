import type { Language } from '../core/message.ts';
import { compilePhrases, type Phrases } from './understand/phrases.ts';

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
  readonly corrections: Phrases<true>;
  readonly fillers: Phrases<true>;
  readonly questionWords: Phrases<true>;
  readonly positions: Phrases<string>;
  readonly positionMarkers: Phrases<true>;
  readonly alerts: readonly CompiledAlert[];
}

export interface CompiledAlert {
  readonly id: string;
  readonly words: Phrases<true>;
  readonly unaccented: Phrases<true>;
  readonly except: Phrases<true>;
}

type Lists = Readonly<Record<string, readonly string[]>>;

const pairs = (lists: readonly Lists[]): [string, string][] =>
  lists.flatMap((list) =>
    Object.entries(list).flatMap(([id, phrases]) => phrases.map((phrase): [string, string] => [phrase, id])),
  );
const marks = (lists: readonly (readonly string[])[]) =>
  compilePhrases(lists.flat().map((phrase): [string, true] => [phrase, true]));

export function compileLexicon(byLanguage: Readonly<Record<Language, Vocabulary>>): Lexicon {
  const both = [byLanguage.vi, byLanguage.en];
  const yesNo = both.flatMap(({ yes, no }) => [
    ...yes.map((phrase): [string, 'yes' | 'no'] => [phrase, 'yes']),
    ...no.map((phrase): [string, 'yes' | 'no'] => [phrase, 'no']),
  ]);
  return {
    commands: compilePhrases(pairs(both.map((words) => words.commands))),
    shortcuts: compilePhrases(pairs(both.map((words) => words.shortcuts))),
    followUps: compilePhrases(pairs(both.map((words) => words.followUps))),
    yesNo: compilePhrases(yesNo),
    corrections: marks(both.map((words) => words.corrections)),
    fillers: marks(both.map((words) => words.fillers)),
    questionWords: marks(both.map((words) => words.questionWords)),
    positions: compilePhrases(pairs(both.map((words) => words.positions))),
    positionMarkers: marks(both.map((words) => words.positionMarkers)),
    alerts: Object.keys(byLanguage.vi.alerts).map((id) => compileAlert(id, both)),
  };
}

function compileAlert(id: string, both: readonly Vocabulary[]): CompiledAlert {
  const lists = both.flatMap(({ alerts }) => alerts[id] ?? []);
  return {
    id,
    words: marks(lists.map(({ words }) => words)),
    unaccented: marks(lists.map(({ unaccented }) => unaccented)),
    except: marks(lists.map(({ except }) => except)),
  };
}
