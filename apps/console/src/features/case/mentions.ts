interface Named {
  readonly id: number;
  readonly name: string;
}

/** Whom a note names with `@Họ tên`; the longer name wins where one begins with another. */
export function mentionsIn(text: string, staff: readonly Named[]): number[] {
  const byLength = [...staff].sort((a, b) => b.name.length - a.name.length);
  const found: number[] = [];
  let rest = text;
  for (const { id, name } of byLength) {
    if (!rest.includes(`@${name}`)) continue;
    found.push(id);
    rest = rest.replaceAll(`@${name}`, ' ');
  }
  return found;
}

/** Adds a name at the end of a note. */
export function withMention(text: string, name: string): string {
  const gap = text === '' || /\s$/.test(text) ? '' : ' ';
  return `${text}${gap}@${name} `;
}
