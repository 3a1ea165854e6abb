/** A ready sentence with its `{places}` filled; a place that nobody knows stays visible, to be filled by hand. */
export function fillTemplate(body: string, values: Readonly<Record<string, string>>): string {
  return body.replace(/\{(\w+)\}/g, (place, name: string) => values[name] || place);
}

/** The template after what is written already, on a line of its own. */
export function withTemplate(written: string, filled: string): string {
  return written.trim() === '' ? filled : `${written.trimEnd()}\n${filled}`;
}

/** In how many messages an answer arrives, at the least. */
export function messageCount(body: string, maxChars: number): number {
  return Math.max(1, Math.ceil([...body.trim()].length / maxChars));
}
