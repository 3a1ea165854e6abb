/** Something wrong in flows/ or content/, for the person who edits it. */
export interface Fault {
  /** Relative to the root of the checkout. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}
