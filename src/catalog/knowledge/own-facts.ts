/** What a ward corrects of a procedure, in its own words; what is absent stays as it was published. */
export interface OwnFacts {
  readonly fee?: string;
  readonly time?: string;
  /** In place of the office and the agency that were published. */
  readonly where?: string;
  /** Shown beside what was published. */
  readonly note?: string;
}
