import type { Language } from '../core/message.ts';

/** The understood words of one language, as written in `content/<language>/shared/commands.yaml`. */
export interface Vocabulary {
  readonly commands: Readonly<Record<string, readonly string[]>>;
  readonly followUps: Readonly<Record<string, readonly string[]>>;
  readonly yes: readonly string[];
  readonly no: readonly string[];
  /** Openings of "no, I mean …". */
  readonly corrections: readonly string[];
  /** Politeness and filling words that never change a meaning. */
  readonly fillers: readonly string[];
  readonly questionWords: readonly string[];
  /** Words for positions: `first: [đầu, đầu tiên]`, `last: [cuối]`, `2: [hai, nhì]`. */
  readonly positions: Readonly<Record<string, readonly string[]>>;
  /** Words before a position: số, thứ, cái, option … */
  readonly positionMarkers: readonly string[];
  readonly alerts: Readonly<Record<string, AlertWords>>;
}

export interface AlertWords {
  readonly words: readonly string[];
  /** Safe to look for when the whole text has no accents. */
  readonly unaccented: readonly string[];
  /** Phrases that contain an alert word and mean something else. */
  readonly except: readonly string[];
}

/** Both languages compiled for look-up. */
export interface Lexicon {
  readonly vocabularies: Readonly<Record<Language, Vocabulary>>;
}
