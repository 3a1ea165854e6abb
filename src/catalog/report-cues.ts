import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { AnswerRule } from '../core/answer-rule.ts';
import { err, ok } from '../core/result.ts';
import {
  compileReportCues,
  isEmergency,
  isPetition,
  type ReportCues,
  tellsOfTrouble,
} from '../rules/report-cues.ts';

const phrases = z.array(z.string().min(1)).default([]);

const matter = z.strictObject({
  tells: phrases,
  things: phrases,
  troubles: phrases,
  except: phrases,
  unless: phrases,
});

/** `content/<language>/report-cues.yaml`. */
const ReportCuesFile = z.strictObject({
  spec: z.literal(2),
  categories: z.record(z.string(), z.strictObject({ tells: phrases, things: phrases, troubles: phrases })),
  troubles: phrases,
  announces: phrases,
  except: phrases,
  suggestion: phrases,
  question: phrases,
  petitions: matter,
  emergencies: matter,
  asking: phrases,
  chat: phrases,
  urgent: phrases,
  openings: phrases,
  matters: phrases,
  strict: phrases,
});

/** The words of all languages together: whoever writes English in a Vietnamese chat is understood too. */
export const loadReportCues = (contentDir: string): ReportCues =>
  compileReportCues(
    (['vi', 'en'] as const).map((language) => {
      const text = readFileSync(join(contentDir, language, 'report-cues.yaml'), 'utf8');
      return ReportCuesFile.parse(parse(text));
    }),
  );

/** What a text is about, for the alerts of `flows/book.yaml`. */
export const reportRules = (cues: ReportCues): Readonly<Record<string, AnswerRule>> => ({
  report_words: ruleOf((text) => tellsOfTrouble(cues, text)),
  petition_words: ruleOf((text) => isPetition(cues, text)),
  emergency_words: ruleOf((text) => isEmergency(cues, text)),
});

const ruleOf = (holds: (text: string) => boolean): AnswerRule => ({
  reasons: ['other'],
  check: (text) => (holds(text) ? ok(text) : err('other')),
});
