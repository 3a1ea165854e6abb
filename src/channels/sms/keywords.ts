import { foldAccents } from '../../core/fold.ts';

/** A word in front of a dossier's code, as provinces print it on receipts: `HCC DN 00673810079`. */
export interface Keyword {
  readonly word: string;
  /** What the word means when nothing follows; absent = the word itself. */
  readonly alone?: string | undefined;
}

interface Row {
  readonly pattern: RegExp;
  readonly keyword: Keyword;
}

/** Nothing, blanks, a dash or a dot: `HCC-DN.0067…`, `hccdn0067…`. */
const between = '[\\s.\\-_:]*';
/** Fewer digits are an ordinary word or a choice: `HS 2 con`, `TC1`. */
const leastDigits = 4;

/**
 * Reads the words that ask for a dossier. Each of them before a code becomes the first of the list and the
 * code as it was typed. Everything else stays as it is, so that `TU CHOI`, `TC` and `TC QC` still mean "stop".
 */
export function createKeywordReader(keywords: readonly Keyword[]): (text: string) => string {
  const rows = keywords.map(toRow).sort((a, b) => b.keyword.word.length - a.keyword.word.length);
  const first = keywords[0]?.word ?? '';
  return (text) => {
    const typed = text.normalize('NFC');
    const folded = foldAccents(typed.toLowerCase());
    // A letter that grows in lower case would shift the places; no keyword holds one.
    if (folded.length !== typed.length) return text;
    for (const { pattern, keyword } of rows) {
      const head = pattern.exec(folded)?.[0];
      if (head === undefined) continue;
      const rest = typed.slice(head.length).trim();
      if (rest === '') return keyword.alone ?? keyword.word;
      if (startsWithCode(rest)) return `${first} ${rest}`;
    }
    return text;
  };
}

function toRow(keyword: Keyword): Row {
  const words = foldAccents(keyword.word.normalize('NFC').toLowerCase()).split(/\s+/);
  const letters = words.map((word) => word.replace(/[^\p{L}\p{N}]/gu, '\\$&'));
  return { pattern: new RegExp(`^\\s*${letters.join(between)}${between}`, 'u'), keyword };
}

function startsWithCode(rest: string): boolean {
  const words = rest.split(/\s+/);
  const end = words.findIndex((word) => !/\d/.test(word));
  const code = words.slice(0, end === -1 ? words.length : end).join('');
  return code.replace(/\D/g, '').length >= leastDigits;
}
