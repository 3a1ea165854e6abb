/** Several matters told at once: the first, and the others as they were numbered. */
export interface Matters {
  readonly first: string;
  readonly rest: string;
  readonly count: number;
}

const numbered = /(?:^|\s)(?:(?:việc|viec|thứ|thu)\s+)?(\d)\s*[.):/]\s*(?=\p{L})/giu;
/** What is told in fewer letters is a place or a name in a list. */
const lettersOfAMatter = 8;

/** "1. Đèn hư ở hẻm 4. 2. Rác chất đống …": numbered one after the other, each long enough to be a matter. */
export function splitMatters(text: string): Matters | undefined {
  const marks = [...text.matchAll(numbered)];
  const run = marks.filter((mark, at) => Number(mark[1]) === Number(marks[0]?.[1]) + at);
  const [one, two] = run;
  if (!one || !two || run.length < marks.length) return undefined;
  const parts = run.map((mark, at) => text.slice(mark.index + mark[0].length, run[at + 1]?.index).trim());
  if (parts.some((part) => (part.match(/\p{L}/gu)?.length ?? 0) < lettersOfAMatter)) return undefined;
  const rest = run.length === 2 ? (parts[1] ?? '') : text.slice(two.index).trim();
  return { first: parts[0] ?? '', rest, count: run.length };
}
