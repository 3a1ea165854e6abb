import { foldWords } from '../../core/fold.ts';
import type { PersonalKind } from '../../core/personal.ts';
import { withoutPersons } from '../../rules/hide-numbers.ts';

/** What must never stand in a list that all editors read. */
export interface KeptOut {
  /** A complaint or a denunciation, or about the conduct of staff. */
  isAccusation(text: string): boolean;
  /** The words of a command, folded, and nothing else. */
  isCommand(folded: string): boolean;
}

const maxChars = 500;
/** So few words beside a number are whose number it is, and no question. */
const fewWords = 5;
/** Words with capitals and a year or day of birth after them. */
const nameAndNumber = /^(?:\p{Lu}\p{L}*[\s,.:-]+){2,5}\d[\d\s/.-]*$/u;
/** "Trần Thị Mật" */
const nameAlone = /^\p{Lu}\p{Ll}*(?: \p{Lu}\p{Ll}*){1,4}[,.]?$/u;
const numbers: ReadonlySet<PersonalKind> = new Set(['id', 'phone', 'account', 'email']);

interface Read {
  readonly question: string;
  readonly folded: string;
  readonly kinds: ReadonlySet<PersonalKind>;
}

/** One line without what tells who somebody is. */
function readQuestion(said: string): Read {
  const { text, found } = withoutPersons(said.replaceAll('\0', '').toWellFormed());
  const question = text.replace(/\s+/g, ' ').trim().slice(0, maxChars).toWellFormed();
  return { question, folded: foldWords(question), kinds: new Set(found.map(({ kind }) => kind)) };
}

/** The key under which a question that somebody asked in these words is kept. */
export const foldedQuestion = (said: string): string => readQuestion(said).folded;

/**
 * What is kept of a question without an answer. Nothing of what names or accuses somebody, belongs to a person's
 * papers or only steers the talk; nor of a row of smileys.
 */
export function keptQuestion(
  said: string,
  { isAccusation, isCommand }: KeptOut,
): { readonly question: string; readonly folded: string } | null {
  const { question, folded, kinds } = readQuestion(said);
  const words = folded.split(' ').filter((word) => /[a-z]/.test(word)).length;
  // Nothing is to be learnt from a single word.
  if (words < 2 || question.startsWith('/') || isCommand(folded)) return null;
  if (kinds.has('name') || nameAndNumber.test(question) || nameAlone.test(question)) return null;
  if ([...kinds].some((kind) => numbers.has(kind)) && words <= fewWords) return null;
  if (isAccusation(said)) return null;
  return { question, folded };
}
