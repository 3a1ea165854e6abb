import { z } from 'zod';

/** One line of a question file; unknown fields are ignored. */
export const QuestionRow = z.object({
  id: z.string().optional(),
  question: z.string(),
  /** All turns of the citizen; the last is the question. */
  turns: z.array(z.string()).nullish(),
  /** Accepted codes that the searched catalog holds. */
  gold_in_corpus: z.array(z.string()).optional(),
  behavior: z.enum(['answer', 'clarify', 'refuse', 'chitchat']).optional(),
});
export type QuestionRow = z.infer<typeof QuestionRow>;

/** Reads a batch: each line is JSON with a `question`, a JSON string, or the question itself. Blank lines are skipped. */
export function readQuestions(text: string): QuestionRow[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map(readLine);
}

function readLine(line: string): QuestionRow {
  const plain = { question: line.trim() };
  try {
    const json = JSON.parse(line) as unknown;
    if (typeof json === 'string') return { question: json };
    const row = QuestionRow.safeParse(json);
    return row.success ? row.data : plain;
  } catch {
    return plain;
  }
}
