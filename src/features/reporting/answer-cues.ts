import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { foldWords } from '../../core/fold.ts';

const phrases = z.array(z.string().min(1)).min(1);
const CuesFile = z.strictObject({
  spec: z.literal(1),
  petitions: z.strictObject({ complaint: phrases, denunciation: phrases }),
  instead: phrases,
  corrections: phrases,
  unknown: phrases,
  dropped: z.strictObject({ openings: phrases, settled: phrases, unless: phrases }),
  contact: phrases,
  thanks: phrases,
});

/** Words by which answers are understood, folded and with a blank on each side. */
export interface AnswerCues {
  readonly complaint: readonly string[];
  readonly denunciation: readonly string[];
  readonly instead: readonly string[];
  readonly corrections: readonly string[];
  readonly unknown: readonly string[];
  readonly dropped: Readonly<Record<'openings' | 'settled' | 'unless', readonly string[]>>;
  /** Single words, without blanks. */
  readonly contact: ReadonlySet<string>;
  readonly thanks: readonly string[];
}

/** Reads `content/vi/answer-cues.yaml`. */
export async function loadAnswerCues(contentDir: string): Promise<AnswerCues> {
  const text = await readFile(join(contentDir, 'vi', 'answer-cues.yaml'), 'utf8');
  const { petitions, dropped, contact, ...file } = CuesFile.parse(parse(text));
  return {
    complaint: petitions.complaint.map(padded),
    denunciation: petitions.denunciation.map(padded),
    instead: file.instead.map(padded),
    corrections: file.corrections.map(padded),
    unknown: file.unknown.map(padded),
    dropped: {
      openings: dropped.openings.map(padded),
      settled: dropped.settled.map(padded),
      unless: dropped.unless.map(padded),
    },
    contact: new Set(contact.map(foldWords)),
    thanks: file.thanks.map(padded),
  };
}

/** Folded, so that a search for it finds whole words only. */
export const padded = (words: string): string => ` ${foldWords(words)} `;

export const holdsAny = (words: string, cues: readonly string[]): boolean =>
  cues.some((cue) => words.includes(cue));
