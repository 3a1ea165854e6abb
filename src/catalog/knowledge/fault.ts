/** One mistake in a content or data file, in words for the person who keeps that file. */
export interface Fault {
  /** Path as given to the loader. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly message: string;
}
