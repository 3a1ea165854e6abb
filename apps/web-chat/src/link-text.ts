export interface TextPiece {
  readonly text: string;
  readonly href?: string;
}

const email = String.raw`[\w.+-]+@[\w-]+(?:\.[\w-]+)+`;
const address = String.raw`https?:\/\/[^\s<>"]+|www\.[^\s<>"]+|(?:[a-z0-9-]+\.)+gov\.vn(?:\/[^\s<>"]*)?`;
const phone = String.raw`1[89]00[ .]?\d{4,6}|0\d{2,3}(?:[ .]\d{3,4}){2}|0\d{9,10}`;
const pattern = new RegExp(`(${email})|(${address})|(${phone})`, 'gi');
/** A run of digits inside a longer number, such as a dossier code, is no phone. */
const continuesBefore = /[\d.\-/@\w]$/;
const continuesAfter = /^(?:[.\-/]?\d|\w)/;

/** Cuts a line into plain pieces and those that can be opened, called or written to. */
export function findLinks(line: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let done = 0;
  const addPlain = (end: number) => {
    if (end > done) pieces.push({ text: line.slice(done, end) });
  };
  for (const match of line.matchAll(pattern)) {
    const start = match.index ?? 0;
    const text = match[3] === undefined ? withoutTail(match[0]) : match[0];
    const href = hrefOf(match, text);
    const isInsideWord = match[2] === undefined && isCutFromLonger(line, start, text.length);
    if (isInsideWord || start < done) continue;
    addPlain(start);
    pieces.push({ text, href });
    done = start + text.length;
  }
  addPlain(line.length);
  return pieces;
}

function hrefOf(match: RegExpMatchArray, text: string): string {
  if (match[1] !== undefined) return `mailto:${text}`;
  if (match[3] !== undefined) return `tel:${text.replace(/\D/g, '')}`;
  return /^https?:/i.test(text) ? text : `https://${text}`;
}

function isCutFromLonger(line: string, start: number, length: number): boolean {
  return continuesBefore.test(line.slice(0, start)) || continuesAfter.test(line.slice(start + length));
}

/** The full stop after a link belongs to the sentence; a bracket belongs to the link that opened one. */
function withoutTail(link: string): string {
  let end = link.length;
  while (end > 0 && /[.,;:!?'"”’…)\]]/.test(link.charAt(end - 1))) {
    if (link.charAt(end - 1) === ')' && closesItsOwn(link.slice(0, end))) break;
    end -= 1;
  }
  return link.slice(0, end);
}

function closesItsOwn(link: string): boolean {
  return link.split('(').length >= link.split(')').length;
}
