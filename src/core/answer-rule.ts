/**
 * A named, pure check of a typed answer. A flow names it (`rule: dossier_code`), the words hold one error
 * sentence per reason, so the citizen reads which part is wrong.
 */
export interface AnswerRule {
  /** Every reason that `check` may give, in no order. */
  readonly reasons: readonly string[];
  /** Takes a letter too: how long it may be is the rule's own matter. */
  readonly takesLetters?: true;
  /** Takes the cleaned text of the citizen; gives the value to save, in its normal form, or a reason. */
  check(text: string): AnswerCheck;
}

export type AnswerCheck =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly error: string };
