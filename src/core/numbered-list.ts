import type { Choice, Link } from './message.ts';

/** Choices where there are no buttons: "1. Có", and a citizen answers with the number. */
export function numberedList(choices: readonly Choice[]): string[] {
  return choices.map(({ label }, at) => `${at + 1}. ${label}`);
}

/** Plain addresses follow the text, but never come between a question (its last paragraph) and its choices. */
export function withPlainLinks(text: string, links: readonly Link[], asks: boolean): string {
  const paragraphs = text === '' ? [] : text.split('\n\n');
  const question = asks ? paragraphs.slice(-1) : [];
  const before = paragraphs.slice(0, paragraphs.length - question.length);
  return [...before, ...links.map(plainLink), ...question].join('\n\n');
}

const plainLink = ({ label, url }: Link): string => (label === '' ? url : `${label}: ${url}`);

/** As many whole lines per text as fit; each line alone must be within the limit (UTF-16 units). */
export function packLines(lines: readonly string[], limit: number): string[] {
  const parts: string[] = [];
  for (const line of lines) {
    const end = parts.at(-1);
    if (end !== undefined && end.length + 1 + line.length <= limit)
      parts[parts.length - 1] = `${end}\n${line}`;
    else parts.push(line);
  }
  return parts;
}
