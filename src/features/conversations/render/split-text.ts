/** Splits a long text: at paragraphs, else lines, else sentences, else words, else anywhere but inside a letter. */
export function splitText(text: string, limit: number): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > limit) {
    const at = cutAt(rest, limit);
    parts.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  if (rest !== '') parts.push(rest);
  return parts.filter((part) => part !== '');
}

/** A cut before this share of the limit would leave a ragged little message: try the next finer boundary. */
const leastShare = 0.4;
const boundaries = [/\n\n/g, /\n/g, /[.!?…;:](?=\s)/g, /\s/g];

function cutAt(text: string, limit: number): number {
  const window = text.slice(0, limit + 1);
  for (const boundary of boundaries) {
    const at = lastEnd(window, boundary, limit);
    if (at >= limit * leastShare) return at;
  }
  return letterEnd(text, limit);
}

function lastEnd(window: string, boundary: RegExp, limit: number): number {
  let end = -1;
  for (const match of window.matchAll(boundary)) {
    const at = match.index + match[0].trimEnd().length;
    if (at > 0 && at <= limit) end = at;
  }
  return end;
}

const letters = new Intl.Segmenter('vi', { granularity: 'grapheme' });

/** The end of the last whole letter within the limit; a letter longer than the limit is cut between code points. */
function letterEnd(text: string, limit: number): number {
  let end = 0;
  for (const { index, segment } of letters.segment(text.slice(0, limit + 64))) {
    if (index + segment.length > limit) break;
    end = index + segment.length;
  }
  if (end > 0) return end;
  const splitsPair = /[\ud800-\udbff]/.test(text.charAt(limit - 1));
  return splitsPair && limit > 1 ? limit - 1 : limit;
}
