import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { foldWords } from '../../core/fold.ts';
import { type AnswerCues, loadAnswerCues, padded } from './answer-cues.ts';

const phrases = z.array(z.string().min(1)).min(1);
const CuesFile = z.strictObject({
  spec: z.literal(1),
  categories: z.record(z.string(), phrases),
  kinds: z.strictObject({ suggestion: phrases, question: phrases }),
  petitions: phrases,
  urgent: phrases,
  openings: phrases,
});

/** The words by which a report's kind and category are guessed, folded and with a blank on each side. */
export interface ReportCues {
  readonly categories: ReadonlyMap<string, readonly string[]>;
  readonly suggestion: readonly string[];
  readonly question: readonly string[];
  readonly petitions: readonly string[];
  readonly urgent: readonly string[];
  readonly openings: ReadonlySet<string>;
  readonly answers: AnswerCues;
}

/** Reads `content/vi/report-cues.yaml` and `content/vi/answer-cues.yaml`. */
export async function loadReportCues(contentDir: string): Promise<ReportCues> {
  const text = await readFile(join(contentDir, 'vi', 'report-cues.yaml'), 'utf8');
  return { ...compileCues(CuesFile.parse(parse(text))), answers: await loadAnswerCues(contentDir) };
}

function compileCues(file: z.infer<typeof CuesFile>): Omit<ReportCues, 'answers'> {
  return {
    categories: new Map(Object.entries(file.categories).map(([code, words]) => [code, words.map(padded)])),
    suggestion: file.kinds.suggestion.map(padded),
    question: file.kinds.question.map(padded),
    petitions: file.petitions.map(padded),
    urgent: file.urgent.map(padded),
    openings: new Set(file.openings.flatMap((words) => foldWords(words).split(' '))),
  };
}
