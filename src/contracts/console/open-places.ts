/** Places that answers are filled in at: `{code}` becomes the case's code … */
export const answerPlaces = ['code', 'due', 'office', 'officer', 'category'] as const;

/** "(ghi ngày)" asks the officer to write; "(ghi nhận ngày 5/3)" is already written. */
const blank = /\(ghi (?!nhận|chú|sổ|trong|theo|ở|tại)[^()]*\)|_{3,}/giu;
const place = /\{[^{}\s]{1,40}\}/gu;

/** What of an answer is still to be written: blanks of a template, and `{places}` that nothing fills. */
export function openPlaces(body: string): string[] {
  const known: ReadonlySet<string> = new Set(answerPlaces.map((name) => `{${name}}`));
  const text = body.normalize('NFC');
  const unknown = (text.match(place) ?? []).filter((found) => !known.has(found));
  return [...new Set([...(text.match(blank) ?? []), ...unknown])];
}
